import { isWebUrl } from "./url"

/** Any address, named by its host and a readable path. */
export type LinkName = { url: string; host: string; path: string }

/** Null for what no link can lead to. */
export function nameLink(address: string): LinkName | null {
  if (!isWebUrl(address)) return null
  const url = new URL(address)
  return { url: url.href, host: url.hostname.replace(/^www\./, ""), path: readablePath(url) }
}

function readablePath(url: URL): string {
  // Backwards: a pattern would start again at each slash of a long row.
  let end = url.pathname.length
  while (url.pathname[end - 1] === "/") end -= 1
  return decodeSafely(url.pathname.slice(0, end))
}

function decodeSafely(path: string): string {
  try {
    // Direction marks and control characters could make one address look like another.
    return decodeURIComponent(path).replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
  } catch {
    return path
  }
}
