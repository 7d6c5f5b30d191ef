import { readFileSync, writeFileSync } from "node:fs"
import { normalizePassword, passwordFingerprint } from "@/lib/auth/weak-password"

/*
 * node --import tsx scripts/make-common-passwords.ts <list>
 * Writes lib/auth/common-passwords.ts from a list of passwords, most common first, one a line: what is long enough to be
 * chosen here, and the words that people make longer with digits.
 */

const LONG_ONES = 5_000
const WORDS = 3_000
const MIN_CHARACTERS = 12
const MIN_LETTERS = 4

const [file] = process.argv.slice(2)
if (!file) throw new Error("Name the file with the list.")
const all = readFileSync(file, "utf8")
  .split(/\r?\n/)
  .map((line) => line.normalize("NFKC").toLowerCase())
const first = (passwords: string[], most: number) => [...new Set(passwords)].slice(0, most)
const long = first(
  all.filter((each) => each.length >= MIN_CHARACTERS),
  LONG_ONES,
)
const words = first(
  all.map(normalizePassword).filter((each) => each.length >= MIN_LETTERS && each.length < MIN_CHARACTERS),
  WORDS,
)
const marks = [...new Set([...long, ...words].map(passwordFingerprint))].sort().join("")
writeFileSync(
  "lib/auth/common-passwords.ts",
  `/**
 * Marks of ${long.length.toLocaleString("en")} passwords of ${MIN_CHARACTERS} characters or more and ${words.length.toLocaleString("en")} shorter words that are guessed first, six characters each. Made by
 * scripts/make-common-passwords.ts from "10-million-password-list-top-1000000" of SecLists (MIT, Daniel Miessler).
 */
export const COMMON_PASSWORD_MARKS =
  "${marks}"
`,
)
console.log(`${long.length} long ones and ${words.length} words: ${marks.length} bytes.`)
