// @ts-check
import { readHead } from "./read-head.js"

/*
 * What a page says of itself. Plain JavaScript, because a worker runs it as it stands here, beside a build too.
 */

/**
 * Open Graph where a page has it, else its own title and description.
 * @typedef {{ title: string, description: string, site: string, image: string | null }} PageMetadata
 */

/** As in `lib/content/content-limits.ts`, which a test compares. */
const TITLE_CHARACTERS = 200
const URL_CHARACTERS = 2_000
const DESCRIPTION_CHARACTERS = 300
// A page names its encoding near its beginning.
const ENCODING_WITHIN_BYTES = 1_024

const IMAGES = [
  "og:image:secure_url",
  "og:image",
  "og:image:url",
  "twitter:image",
  "twitter:image:src",
  "link:image_src",
]
const TITLES = ["og:title", "twitter:title", "title"]
const DESCRIPTIONS = ["og:description", "twitter:description", "description"]
const SITES = ["og:site_name", "application-name"]
const NAMES = new Set([...IMAGES, ...TITLES, ...DESCRIPTIONS, ...SITES])

/**
 * @param {Uint8Array} bytes
 * @param {string | null} charset
 * @param {URL} url
 * @returns {PageMetadata}
 */
export function parseMetadata(bytes, charset, url) {
  const found = readHead(decode(bytes, charset), NAMES)
  /** @param {string[]} names */
  const first = (names) => names.map((name) => found.get(name)).find(Boolean) ?? ""
  const image = first(IMAGES)
  const base = resolve(found.get("base") ?? "", url.href) ?? url.href
  return {
    title: cut(first(TITLES), TITLE_CHARACTERS),
    description: cut(first(DESCRIPTIONS), DESCRIPTION_CHARACTERS),
    site: cut(first(SITES), TITLE_CHARACTERS),
    image: image === "" ? null : resolve(image, base),
  }
}

/** @param {Uint8Array} bytes @param {string | null} charset */
function decode(bytes, charset) {
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, ENCODING_WITHIN_BYTES))
  const named = charset ?? /<meta[^>]{1,200}charset=["']?([\w.:-]+)/i.exec(beginning)?.[1] ?? "utf-8"
  try {
    return new TextDecoder(named).decode(bytes)
  } catch {
    // An encoding that nobody knows: most pages are in this one, whatever they say.
    return new TextDecoder().decode(bytes)
  }
}

/** @param {string} words @param {number} most */
function cut(words, most) {
  if (words.length <= most) return words
  const letters = [...new Intl.Segmenter().segment(words.slice(0, most))].map(({ segment }) => segment)
  // The last one may be half of what it was.
  return `${letters.slice(0, -1).join("").trimEnd()}…`
}

/** @param {string} address @param {string} base */
function resolve(address, base) {
  if (address.length > URL_CHARACTERS || !URL.canParse(address, base)) return null
  return new URL(address, base).href
}
