import { unwrapUrl } from "@/lib/content/unwrap-url"
import { isLinkUrl } from "@/lib/content/url"
import { type Sight, sightWithin } from "./hidden"
import type { TextLook } from "./inline-run"
import { type Styles, stylesOf } from "./styles"

/** Where words stand: what may be a block of its own there. */
export type Place = "text" | "item" | "quote"
export type Context = { look: TextLook; sight: Sight; place: Place; language: string; quotes: number; apart: boolean }

export const BLOCKS = new Set(
  "address article aside body center dd details dir div dl dt fieldset figcaption figure footer form header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search section summary table caption tbody td tfoot th thead tr ul blockquote h1 h2 h3 h4 h5 h6 xmp".split(
    " ",
  ),
)

export function contextWithin(element: Element, tag: string, styles: Styles, outer: Context): Context {
  const look = { ...outer.look }
  const weight = styles.get("font-weight")
  if (tag === "b" || tag === "strong") look.bold = true
  if (weight) look.bold = /^(bold|bolder|[6-9]\d\d|1000)$/.test(weight) || (weight === "inherit" && outer.look.bold)
  if (tag === "i" || tag === "em") look.italic = true
  const slant = styles.get("font-style")
  if (slant) look.italic = /^(italic|oblique)/.test(slant)
  const lines = `${styles.get("text-decoration") ?? ""} ${styles.get("text-decoration-line") ?? ""}`
  if (tag === "s" || tag === "strike" || lines.includes("line-through")) look.strike = true
  const height = styles.get("vertical-align") ?? ""
  const isInline = !BLOCKS.has(tag)
  if (tag === "sup" || (isInline && /^(super|text-top)$/.test(height))) look.raised = "sup"
  if (tag === "sub" || (isInline && /^(sub|text-bottom)$/.test(height))) look.raised = "sub"
  look.pre = isPre(styles) ?? (/^(pre|listing|xmp|plaintext)$/.test(tag) ? true : look.pre)
  if (tag === "a") look.href = linkOf(element) ?? look.href
  return {
    ...outer,
    look,
    sight: sightWithin(styles, outer.sight),
    language: element.getAttribute("lang") || outer.language,
    apart: /^(inline-)?(flex|grid)/.test(styles.get("display") ?? ""),
  }
}

function linkOf(element: Element): string | null {
  const href = (element.getAttribute("href") ?? "").trim()
  const { url } = unwrapUrl(href)
  return isLinkUrl(url) ? url : null
}

export function isPre(styles: Styles): boolean | null {
  const space = styles.get("white-space") ?? styles.get("white-space-collapse")
  return space === undefined ? null : /^(pre|break-spaces|preserve)/.test(space)
}

export function headingOf(element: Element, tag: string): "h2" | "h3" | null {
  const rank =
    /^h([1-6])$/.exec(tag)?.[1] ??
    (element.getAttribute("role") === "heading" ? (element.getAttribute("aria-level") ?? "2") : null)
  if (rank) return Number(rank) <= 2 ? "h2" : "h3"
  return tag === "p" && element.classList.contains("MsoTitle") ? "h2" : null
}

const LETTERS: Record<string, string> = {
  "lower-alpha": "a",
  "lower-latin": "a",
  "upper-alpha": "A",
  "upper-latin": "A",
  "lower-roman": "i",
  "upper-roman": "I",
}

export function letterOf(list: Element): string | null {
  const type = list.getAttribute("type")
  if (type && /^[aAiI]$/.test(type)) return type
  const first = list.firstElementChild
  const style =
    stylesOf(list).get("list-style-type") ??
    stylesOf(list).get("list-style") ??
    (first ? stylesOf(first).get("list-style-type") : undefined)
  return (style && LETTERS[style.split(" ")[0] ?? ""]) || null
}

export function integer(value: string | null): number | null {
  return value !== null && /^\s*-?\d{1,9}/.test(value) ? Number.parseInt(value, 10) : null
}
