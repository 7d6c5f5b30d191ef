/** So many characters of the same words again and again. */
export function repeat(words: string, characters: number): string {
  return words.repeat(Math.ceil(characters / words.length)).slice(0, characters)
}

/** Pages that are written to keep their reader busy, of about so many characters. */
export const HOSTILE_HTML: Record<string, (characters: number) => string> = {
  "tags that close nothing": (n) => repeat("</a>", n),
  "tags that close in the wrong order": (n) => repeat("<b><p></i></a>", n),
  "tags in each other": (n) => repeat("<div>", n),
  "tables in each other": (n) => repeat("<table><tr><td>", n),
  "drawings in each other": (n) => repeat("<svg><title>", n),
  "tags without an end": (n) => repeat("<a ", n),
  "comments without an end": (n) => repeat("<!--", n),
  "halves of comments": (n) => repeat("<!-", n),
  "declarations without an end": (n) => repeat("<![CDATA[", n),
  "one attribute without an end": (n) => `<meta name="description" content="${repeat("x", n)}`,
  "one tag of many attributes": (n) => `<meta ${repeat("content=x ", n)}>`,
  "one tag of many different attributes": (n) =>
    `<meta ${Array.from({ length: n / 8 }, (_, at) => `a${at}`).join(" ")}>`,
  "letters by their names": (n) => repeat("&amp", n),
  "half names of letters": (n) => repeat("&", n),
  "a letter of endless number": (n) => `&#${repeat("9", n)}`,
  "names of letters in an attribute": (n) => `<meta name=description content="${repeat("&am", n)}">`,
  "an endless title": (n) => `<title>${repeat("word &amp; </titl ", n)}`,
  "an endless script": (n) => `<script>${repeat("<!--</scrip", n)}`,
  "a title of nothing but space": (n) => `<title>${repeat(" ", n)}x</title>`,
  "letters of many marks": (n) => `<title>a${repeat("\u0301\u200d", n)}</title>`,
  "many metas": (n) => repeat("<meta name=description content=' '>", n),
  "many different metas": (n) =>
    Array.from({ length: n / 30 }, (_, at) => `<meta name=n${at} content="some words">`).join(""),
  "a picture at an endless host": (n) => `<meta property=og:image content="http://${toHost(n)}/">`,
}

/** A name of ever other letters, which browsers and Node write in ASCII in time by the square of its length. */
export function toHost(characters: number): string {
  return Array.from({ length: characters }, (_, at) => String.fromCodePoint(0x4e00 + (at % 20_000))).join("")
}
