/** The first characters of a text, and never half of one: many take two places. */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Cs}$/u, "")
}
