import type { EmbedPlayer } from "./document"
import { EMBED_PROVIDERS } from "./embed-providers"
import { type LinkName, nameLink } from "./link-name"

/** A player or chart that we know how to show: an iframe address that we made ourselves from a checked id. */
export type Embed = { kind: "player"; url: string } & EmbedPlayer
export type LinkEmbed = { kind: "link" } & LinkName

/**
 * Decides how an embed's address is drawn. Only exact hosts of the allow-list become iframes, and never the address that
 * somebody pasted: just the id found in it, put into an address of ours.
 */
export function resolveEmbed(address: string): Embed | LinkEmbed | null {
  const link = nameLink(address)
  if (!link) return null
  const url = new URL(address)
  if (url.port === "") {
    for (const { name, hosts, frame } of EMBED_PROVIDERS) {
      const found = hosts.includes(url.hostname) ? frame(url) : null
      if (found) return { kind: "player", url: url.href, provider: name, ...found }
    }
  }
  return { kind: "link", ...link }
}
