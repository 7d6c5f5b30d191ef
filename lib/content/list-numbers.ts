/** How a list may count besides in digits: the values of `type` of an HTML list. */
export const LIST_LETTERS = ["a", "A", "i", "I"] as const
export type ListLetter = (typeof LIST_LETTERS)[number]

type Counting = { start?: number | undefined; reversed?: true | undefined; type?: ListLetter | undefined }

/** What stands before an item of a numbered list: "3.", "c.", "iv.". */
export function listMarker(counting: Counting | undefined, index: number, items: number): string {
  const { start, reversed, type } = counting ?? {}
  const number = (start ?? (reversed ? items : 1)) + (reversed ? -index : index)
  return `${type ? inLetters(number, type) : number}.`
}

// What has no letters, as 0, is told in digits: browsers do the same.
function inLetters(number: number, type: ListLetter): string {
  const small = type === "a" || type === "A" ? toAlphabet(number) : toRoman(number)
  return type === "A" || type === "I" ? small.toUpperCase() : small
}

function toAlphabet(number: number): string {
  if (number < 1) return String(number)
  let letters = ""
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters
  return letters
}

const ROMAN: [value: number, letters: string][] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
]

function toRoman(number: number): string {
  if (number < 1 || number > 3_999) return String(number)
  let letters = ""
  let rest = number
  for (const [value, sign] of ROMAN)
    while (rest >= value) {
      letters += sign
      rest -= value
    }
  return letters
}
