/*
 * What search takes for the same: case, accents, width, composition, vowel points, kinds of dash and
 * apostrophe. The database's `fold_text` and `search_tokens` decide what is found; this marks it, and
 * filters lists in the browser.
 */

const MARKS = /[\p{Mn}\p{Default_Ignorable_Code_Point}\u0640\u061c]/gu
/** Marks without which a letter is another one, in scripts that are written with them. */
const KEPT =
  /[\u3099\u309a\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]/u
const SAME: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
  ى: "ي",
  ة: "ه",
  ٱ: "ا",
  ک: "ك",
  ی: "ي",
}
const APOSTROPHE = /[‘’ʼʻʹ′`´׳]/u
const DASH = /[‐‑‒–—−]/u

const known = new Map<string, string>()
const MAX_KNOWN = 5_000

/** A text as search compares it. */
export function foldText(text: string): string {
  let folded = ""
  for (const letter of text) folded += foldLetter(letter)
  return folded.normalize("NFC")
}

/** One code point, which may become none or several. Kana and their marks stay apart: composed by `foldText`. */
export function foldLetter(letter: string): string {
  if (letter < "\u0080") return letter === "`" ? "'" : letter.toLowerCase()
  const before = known.get(letter)
  if (before !== undefined) return before
  const plain = APOSTROPHE.test(letter)
    ? "'"
    : DASH.test(letter)
      ? "-"
      : [
          ...letter
            .normalize("NFKD")
            .replaceAll(MARKS, (mark) => (KEPT.test(mark) ? mark : ""))
            .toLowerCase(),
        ]
          .map((each) => SAME[each] ?? each)
          .join("")
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(letter, plain)
  return plain
}
