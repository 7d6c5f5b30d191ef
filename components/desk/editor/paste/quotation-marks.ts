/** The marks around a quotation, and around one inside of it. */
const MARKS: Record<string, string> = {
  de: "„“‚‘",
  cs: "„“‚‘",
  sk: "„“‚‘",
  pl: "„”«»",
  hu: "„”»«",
  ro: "„”«»",
  nl: "‘’“”",
  fr: "«»‹›",
  es: "«»“”",
  it: "«»“”",
  pt: "«»“”",
  el: "«»“”",
  ru: "«»„“",
  uk: "«»„“",
  no: "«»‘’",
  nb: "«»‘’",
  sv: "””’’",
  fi: "””’’",
  da: "»«›‹",
  ja: "「」『』",
  "zh-tw": "「」『』",
  he: "””’’",
}

/** Opening and closing mark of a quotation that stands inside of so many others. */
export function quotationMarks(language: string, depth: number): [open: string, close: string] {
  const code = language.toLowerCase()
  const marks = MARKS[code] ?? MARKS[code.split("-")[0] ?? ""] ?? "“”‘’"
  const [open = "“", close = "”"] = depth % 2 === 0 ? marks.slice(0, 2) : marks.slice(2)
  // French puts a space that does not break inside of its marks.
  return code.startsWith("fr") && depth % 2 === 0 ? [`${open}\u00a0`, `\u00a0${close}`] : [open, close]
}
