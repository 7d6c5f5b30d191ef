import { Parser } from "htmlparser2"
import { LIMITS } from "@/lib/content/content-limits"

/** What a page says of itself: Open Graph where it has it, else its own title and description. */
export type PageMetadata = { title: string; description: string; site: string; image: string | null }

const DESCRIPTION_CHARACTERS = 300
// A page names its encoding near its beginning.
const ENCODING_WITHIN_BYTES = 1_024

export function parseMetadata(bytes: Uint8Array, charset: string | null, url: URL): PageMetadata {
  const found = new Map<string, string>()
  const note = (name: string, value: string | undefined) => {
    const words = clean(value ?? "")
    if (words !== "" && !found.has(name)) found.set(name, words)
  }
  let title: string | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "meta") note((attributes.property ?? attributes.name ?? "").toLowerCase(), attributes.content)
      else if (name === "title") title ??= ""
      else if (name === "base") note("base", attributes.href)
      else if (name === "link" && attributes.rel === "image_src") note("image_src", attributes.href)
    },
    ontext(text) {
      if (title !== null && !found.has("title")) title += text
    },
    onclosetag(name) {
      if (name === "title") note("title", title ?? "")
    },
  })
  parser.end(decode(bytes, charset))

  const first = (...names: string[]) => names.map((name) => found.get(name)).find(Boolean) ?? ""
  const image = first(
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "image_src",
  )
  return {
    title: cut(first("og:title", "twitter:title", "title"), LIMITS.titleCharacters),
    description: cut(first("og:description", "twitter:description", "description"), DESCRIPTION_CHARACTERS),
    site: cut(first("og:site_name", "application-name"), LIMITS.titleCharacters),
    image: image === "" ? null : resolve(image, resolve(found.get("base") ?? "", url.href) ?? url.href),
  }
}

function decode(bytes: Uint8Array, charset: string | null): string {
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, ENCODING_WITHIN_BYTES))
  const named = charset ?? /<meta[^>]{1,200}charset=["']?([\w.:-]+)/i.exec(beginning)?.[1] ?? "utf-8"
  try {
    return new TextDecoder(named).decode(bytes)
  } catch {
    // An encoding that nobody knows: most pages are in this one, whatever they say.
    return new TextDecoder().decode(bytes)
  }
}

/** One line, without what could make words look like others: control characters and marks of direction. */
function clean(words: string): string {
  return words
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim()
}

function cut(words: string, most: number): string {
  if (words.length <= most) return words
  const letters = [...new Intl.Segmenter().segment(words.slice(0, most))].map(({ segment }) => segment)
  // The last one may be half of what it was.
  return `${letters.slice(0, -1).join("").trimEnd()}…`
}

function resolve(address: string, base: string): string | null {
  return URL.canParse(address, base) ? new URL(address, base).href : null
}
