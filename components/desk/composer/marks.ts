import { LIMITS } from "@/lib/content/content-limits"
import { cutText } from "@/lib/content/cut-text"
import type { Author } from "@/lib/protocol/delta"

/** The tags with one more, unless it is there already, in letters of whatever size; `#` and spaces around it go. */
export function addTag(tags: string[], typed: string): string[] {
  const tag = cutText(
    typed.normalize("NFC").replaceAll(/\s+/g, " ").trim().replace(/^#+/, "").trim(),
    LIMITS.tagCharacters,
  )
  const isThere = tags.some((each) => each.toLocaleLowerCase("en") === tag.toLocaleLowerCase("en"))
  return tag === "" || isThere || tags.length >= LIMITS.tags ? tags : [...tags, tag]
}

/** The authors with one of them at another place. */
export function moveAuthor(authors: Author[], name: string, to: number): Author[] {
  const moved = authors.find((each) => each.name === name)
  if (!moved) return authors
  return authors.filter((each) => each !== moved).toSpliced(to, 0, moved)
}
