import type { Inline } from "./document"
import { unwrapUrl } from "./unwrap-url"
import { isLinkUrl, isWebUrl } from "./url"

/** An address within a text: where it stands, and where it leads. */
export type FoundLink = { from: number; to: number; href: string }

/** Signs that an address does not have: spaces, brackets of code, quotation marks, marks of Chinese and Japanese sentences. */
const NOT_IN_ADDRESS = String.raw`\s<>"“”„«»‹›\u0000-\u001f\u3000-\u303f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\u{feff}\u200b`
const WITH_SCHEME = String.raw`(?:https?:\/\/|mailto:|tel:\+?\d|www\.)[^${NOT_IN_ADDRESS}]{1,2000}`
const MAIL = String.raw`[a-z\d][\w.+-]{0,62}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}[a-z]{2,24}`
/** Endings that are an address where nothing else says so; "Ende.In" is a missing space. */
const ENDINGS =
  "com|org|net|edu|gov|info|eu|de|at|ch|fr|es|it|nl|be|pl|se|no|dk|fi|ie|uk|us|ca|au|nz|jp|br|mx|ru|ua|tv|io|be|app|dev|news|social|co"
const BARE = String.raw`(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}(?:${ENDINGS})(?:\/[^${NOT_IN_ADDRESS}]{0,2000}|(?![\w.-]*[\w@]))`
const ADDRESS = new RegExp(String.raw`(?<![\p{L}\p{N}@_/.-])(?:${WITH_SCHEME}|${MAIL}|${BARE})`, "giu")

const CLOSING: Record<string, string> = { ")": "(", "]": "[", "}": "{" }
const ENDS_SENTENCE = /[.,:;!?…'’‘*_~]/

/** Every address in a text, without what ends the sentence behind it. */
export function findLinks(text: string): FoundLink[] {
  if (!/[.:@]/.test(text)) return []
  const found: FoundLink[] = []
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimEnd(match[0])
    const isBare = !/^(https?:|mailto:|tel:|www\.)/i.test(address)
    // Capitals in a name without "https://" are those of a sentence or an abbreviation.
    if (isBare && !address.includes("@") && /[A-Z]/.test(address.split("/")[0] ?? "")) continue
    const href = hrefOf(address)
    if (href) found.push({ from: match.index, to: match.index + address.length, href })
  }
  return found
}

/** A text that is one web address, with or without its beginning: where it leads. */
export function soleWebUrl(text: string): string | null {
  const typed = text.trim().replace(/^<(.+)>$/, "$1")
  if (/\s/.test(typed)) return null
  const whole = isWebUrl(typed) ? typed : null
  const [link] = whole ? [] : findLinks(typed)
  const url = whole ?? (link?.from === 0 && link.to === typed.length ? link.href : null)
  return url ? webUrlOf(url) : null
}

function webUrlOf(url: string): string | null {
  const { url: unwrapped } = unwrapUrl(url)
  return isWebUrl(unwrapped) ? unwrapped : null
}

/** Words with their addresses linked. */
export function linkedText(text: string): Inline[] {
  const inlines: Inline[] = []
  let from = 0
  const add = (words: string) => {
    if (words !== "") inlines.push({ type: "text", text: words })
  }
  for (const link of findLinks(text)) {
    add(text.slice(from, link.from))
    inlines.push({
      type: "text",
      text: text.slice(link.from, link.to),
      marks: [{ type: "link", attrs: { href: link.href } }],
    })
    from = link.to
  }
  add(text.slice(from))
  return inlines
}

function hrefOf(address: string): string | null {
  const whole = /^(https?:|mailto:|tel:)/i.test(address)
    ? address
    : address.includes("@") && !address.includes("/")
      ? `mailto:${address}`
      : `https://${address}`
  const { url } = unwrapUrl(whole)
  return isLinkUrl(url) ? url : null
}

function trimEnd(address: string): string {
  const counts = new Map<string, number>()
  for (const sign of address) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let end = address.length
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? ""
    const opening = CLOSING[last]
    const isUnmatched = opening !== undefined && (counts.get(opening) ?? 0) < (counts.get(last) ?? 0)
    if (!isUnmatched && !ENDS_SENTENCE.test(last)) break
    counts.set(last, (counts.get(last) ?? 0) - 1)
  }
  return address.slice(0, end)
}
