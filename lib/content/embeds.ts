import { EMBED_PROVIDERS, type Frame } from "./embed-providers"
import { isWebUrl } from "./url"

/** A player or chart that we know how to show: an iframe address that we made ourselves from a checked id. */
export type Embed = { kind: "player"; provider: string; url: string } & Frame
/** Any other address: named by its host and a readable path. */
export type LinkCard = { kind: "link"; url: string; host: string; path: string }

/**
 * Decides how an embed's address is drawn. Only exact hosts of the allow-list become iframes, and never the address that
 * somebody pasted: just the id found in it, put into an address of ours.
 */
export function resolveEmbed(address: string): Embed | LinkCard | null {
  if (!isWebUrl(address)) return null
  const url = new URL(address)
  if (url.port === "") {
    for (const { name, hosts, frame } of EMBED_PROVIDERS) {
      const found = hosts.includes(url.hostname) ? frame(url) : null
      if (found) return { kind: "player", provider: name, url: url.href, ...found }
    }
  }
  return { kind: "link", url: url.href, host: url.hostname.replace(/^www\./, ""), path: readablePath(url) }
}

function readablePath(url: URL): string {
  const path = url.pathname.replace(/\/+$/, "")
  return path === "" ? "" : decodeSafely(path)
}

function decodeSafely(path: string): string {
  try {
    // Direction marks and control characters could make one address look like another.
    return decodeURIComponent(path).replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
  } catch {
    return path
  }
}
