// @ts-check
import { Tokenizer } from "htmlparser2"

/*
 * The tokenizer alone, without the parser around it: that one keeps a stack of open tags and searches it for each tag that
 * closes none, so that half a megabyte of them cost seconds.
 */

/** Of one value so much is kept: its spaces may still go. */
const MAX_VALUE_CHARACTERS = 4_000
/** Attributes that say something. */
const VALUES = new Set(["property", "name", "content", "href", "rel"])

/**
 * The first value of each name that counts, in one pass. Ends where the head does: a page that names neither its head's end
 * nor its body's beginning is read as far as it goes.
 * @param {string} html
 * @param {ReadonlySet<string>} names of metas
 * @returns {Map<string, string>}
 */
export function readHead(html, names) {
  /** @type {Map<string, string>} */
  const found = new Map()
  /** @type {Map<string, string>} */
  const attributes = new Map()
  let tag = ""
  let attribute = ""
  let value = ""
  let title = ""
  let inTitle = false

  /** @param {string} name @param {string | undefined} written */
  const note = (name, written) => {
    const words = clean(written ?? "")
    if (words !== "" && !found.has(name)) found.set(name, words)
  }
  const endTitle = () => {
    if (inTitle) note("title", title)
    inTitle = false
  }
  const open = () => {
    if (tag === "body") tokenizer.pause()
    else if (tag === "title") inTitle = !found.has("title")
    else if (tag === "base") note("base", attributes.get("href"))
    else if (tag === "link" && attributes.get("rel") === "image_src") note("link:image_src", attributes.get("href"))
    else if (tag === "meta") {
      const name = (attributes.get("property") ?? attributes.get("name") ?? "").toLowerCase()
      if (names.has(name)) note(name, attributes.get("content"))
    }
    tag = ""
  }
  const ignore = () => {}
  const tokenizer = new Tokenizer(
    {},
    {
      onopentagname: (start, end) => {
        tag = html.slice(start, end).toLowerCase()
        attributes.clear()
        title = ""
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, Math.min(end, start + MAX_VALUE_CHARACTERS)).toLowerCase()
        value = ""
      },
      onattribdata: (start, end) => {
        value = join(value, html, start, end)
      },
      onattribentity: (code) => {
        if (value.length < MAX_VALUE_CHARACTERS) value += String.fromCodePoint(code)
      },
      onattribend: () => {
        if (VALUES.has(attribute) && !attributes.has(attribute)) attributes.set(attribute, value)
      },
      onopentagend: open,
      onselfclosingtag: open,
      onclosetag: (start, end) => {
        endTitle()
        if (html.slice(start, end).toLowerCase() === "head") tokenizer.pause()
      },
      ontext: (start, end) => {
        if (inTitle) title = join(title, html, start, end)
      },
      ontextentity: (code) => {
        if (inTitle && title.length < MAX_VALUE_CHARACTERS) title += String.fromCodePoint(code)
      },
      onend: endTitle,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return found
}

/**
 * Words with a further stretch of the page behind them, as far as there is room.
 * @param {string} words @param {string} html @param {number} start @param {number} end
 */
function join(words, html, start, end) {
  const room = MAX_VALUE_CHARACTERS - words.length
  return room > 0 ? words + html.slice(start, Math.min(end, start + room)) : words
}

/**
 * One line, without what could make words look like others: control characters and marks of direction.
 * @param {string} words
 */
function clean(words) {
  return words
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim()
}
