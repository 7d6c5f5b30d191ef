import { LIMITS } from "./content-limits"
import { unwrapUrl } from "./unwrap-url"
import { isWebUrl } from "./url"

/*
 * Embed code: HTML that a site offers to copy, to show its player on other pages. It is read for the address in it, and never used
 * itself.
 */

export type EmbedCode = { url: string; from: number; to: number }

const BEGIN = /<(iframe|blockquote|script|object|embed|video|audio|amp-[a-z-]{1,30}|div|a|figure|section)\b[^<>]*>/gi
/** What only embed code has: words in these are no text. A `div` or `a` is code where one of these comes with it. */
const SURE = /^(iframe|script|object|embed|video|audio|amp-)/i
const QUOTED =
  /class=["']?[^"'>]*(twitter-|instagram-media|tiktok-embed|fb-|bluesky-embed|mastodon-embed|reddit-embed|text-post-media|imgur-embed|flourish-embed|infogram-embed|tableauPlaceholder)|data-(href|flickr-embed|telegram-post|instgrm-permalink|bluesky-uri|embed-href)/i
const MAX_CODES = 50
/** So many tags are looked into, and so far: what sites offer to copy is shorter. */
const MAX_TAGS = 100
const MAX_CHARACTERS = 20_000

/** The first embed code in a text, which may have words around it; null: there is none. */
export function findEmbedCode(text: string, after = 0, budget = { tags: MAX_TAGS }): EmbedCode | null {
  BEGIN.lastIndex = after
  for (let match = BEGIN.exec(text); match && budget.tags > 0; match = BEGIN.exec(text)) {
    budget.tags -= 1
    const [tag, name = ""] = match
    const to = endOf(text, name, match.index + tag.length)
    const rest = withScripts(text, to)
    const code = text.slice(match.index, rest)
    const isCode = SURE.test(name) || QUOTED.test(tag) || (rest > to && name.toLowerCase() !== "a")
    const url = isCode ? addressIn(code) : null
    // Code that shows nothing from elsewhere is what the editor writes about.
    if (url) return { url, from: match.index, to: rest }
  }
  return null
}

/** The address of a text that is embed code and nothing else; null: it is something else, or has no address. */
export function embedCodeUrl(text: string): string | null {
  const code = findEmbedCode(text)
  if (!code) return null
  const around = `${text.slice(0, code.from)}${text.slice(code.to)}`
  return findEmbedCode(around) === null && /^(\s*<[\s\S]*>)?\s*$/.test(around) ? code.url : null
}

/** The text with a line of its own for each embed, instead of the code. */
export function replaceEmbedCode(text: string): string {
  if (!text.includes("<")) return text
  let result = ""
  let from = 0
  const budget = { tags: MAX_TAGS }
  for (let count = 0; count < MAX_CODES; count += 1) {
    const code = findEmbedCode(text, from, budget)
    if (!code) break
    result += `${text.slice(from, code.from)}\n${code.url}\n`
    from = code.to
  }
  return result + text.slice(from)
}

/** The end of an element, with what stands in it. */
function endOf(text: string, name: string, from: number): number {
  if (/^embed$/i.test(name)) return from
  const match = new RegExp(`</${name}\\s{0,9}>`, "i").exec(text.slice(from, from + MAX_CHARACTERS))
  return match ? from + match.index + match[0].length : from
}

/** Scripts right behind an element belong to it, and lines that name who made it. */
function withScripts(text: string, from: number): number {
  const script =
    /\s*(?:<script\b[^>]{0,1000}>[^<]{0,2000}<\/script\s*>|<noscript>[^<]{0,2000}<\/noscript>|<(p|div)\b[^>]*>(?:(?!<\/\1>)[\s\S]){0,1500}<\/\1>)/iy
  let end = from
  for (let count = 0; count < 5; count += 1) {
    script.lastIndex = end
    const match = script.exec(text)
    if (!match) break
    end = match.index + match[0].length
  }
  return end
}

/** Where sites put the address of what is shown, the surest first. */
const NAMED = [
  "data-instgrm-permalink",
  "data-embed-href",
  "data-href",
  "data-text-post-permalink",
  "data-post-url",
  "data-bluesky-uri",
  "data-telegram-post",
  "data-src",
  "data-id",
  "data-videoid",
  "cite",
] as const

function addressIn(code: string): string | null {
  const found = NAMED.map((name) => toAddress(name, attributeOf(code, name), code)).find(Boolean)
  if (found) return found
  const tableau = /<param[^>]{0,200}\bname=['"]name['"][^>]{0,200}\bvalue=['"]([^'"]+)['"]/i.exec(code)?.[1]
  if (tableau) return complete(`https://public.tableau.com/views/${unescapeHtml(tableau)}`)
  const frame =
    /<(?:iframe|embed|video|audio|source|amp-iframe)\b[^>]{0,1000}?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(
      code,
    )
  const framed = complete(unescapeHtml(frame?.[1] ?? frame?.[2] ?? frame?.[3] ?? ""))
  if (framed) return framed
  const links = [...code.matchAll(/<a\b[^>]{0,500}?\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    complete(unescapeHtml(match[1] ?? match[2] ?? "")),
  )
  // A tweet's own address is its last link, behind those within its words.
  const last = /twitter-|mastodon/i.test(code) ? links.at(-1) : links[0]
  if (last) return last
  const data = /<object\b[^>]{0,500}?\sdata\s*=\s*["']([^"']+)["']/i.exec(code)?.[1]
  const script = /<script\b[^>]{0,500}?\ssrc\s*=\s*["']([^"']+)["']/i.exec(code)?.[1]
  return complete(unescapeHtml(data ?? script ?? ""))
}

function attributeOf(code: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(code)
  return match ? unescapeHtml(match[1] ?? match[2] ?? "") : null
}

function toAddress(name: (typeof NAMED)[number], value: string | null, code: string): string | null {
  if (!value) return null
  switch (name) {
    case "data-bluesky-uri": {
      const [, who, id] = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/(\w+)$/.exec(value) ?? []
      return id ? complete(`https://bsky.app/profile/${who}/post/${id}`) : null
    }
    case "data-telegram-post":
      return complete(`https://t.me/${value}`)
    case "data-src":
      return /^(visualisation|story)\/\d/.test(value)
        ? complete(`https://public.flourish.studio/${value}`)
        : complete(value)
    case "data-id":
      return /infogram/i.test(code) ? complete(`https://infogram.com/${value.replace(/^_\//, "")}`) : null
    case "data-videoid":
      return /amp-youtube/i.test(code) ? complete(`https://www.youtube.com/watch?v=${value}`) : null
    case "data-href":
    case "cite":
    case "data-instgrm-permalink":
    case "data-embed-href":
    case "data-text-post-permalink":
    case "data-post-url":
      return complete(value)
  }
}

function complete(address: string): string | null {
  const trimmed = address.trim()
  if (trimmed.length > 4 * LIMITS.urlCharacters) return null
  const { url } = unwrapUrl(trimmed.startsWith("//") ? `https:${trimmed}` : trimmed)
  return isWebUrl(url) ? url : null
}

const ENTITIES: Record<string, string> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" }

function unescapeHtml(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|quot|apos|lt|gt));/gi,
    (_, decimal?: string, hex?: string, name?: string) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? ""
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? "20", 16))
    },
  )
}
