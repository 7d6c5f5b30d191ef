/*
 * Characters that leave nothing on a page: white space, controls, what fonts ignore by rule, and the
 * letters that are drawn as a gap (Hangul fillers, the empty Braille pattern, a null notehead).
 */
const INVISIBLE = String.raw`[\s\p{Z}\p{Cc}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u061c\u2800\ufff9-\ufffc\u{1d159}]`
const ONLY_INVISIBLE = new RegExp(`^${INVISIBLE}*$`, "u")

/** Whether a reader sees anything of a text. */
export function isVisible(text: string): boolean {
  return !ONLY_INVISIBLE.test(text)
}
