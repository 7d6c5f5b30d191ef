import { transliterate } from "@/lib/content/transliterate"

const MAX_CHARACTERS = 60
/** Fewer letters say nothing: what is left of a title in Chinese characters. */
const MIN_LETTERS = 3

/**
 * An address suggested from a title in any script: "Élection à Paris: le soir" gives
 * "election-a-paris-le-soir", "Κύπρος: εκλογές" "kypros-ekloges". A title whose letters have no Latin
 * ones here gets the day: "live-2026-11-27".
 */
export function slugFromTitle(title: string, today = new Date()): string {
  const words = transliterate(title)
    .replaceAll(/['’]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ""
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > MAX_CHARACTERS) return slug || word.slice(0, MAX_CHARACTERS)
    slug = longer
  }
  const isNamed = slug.length >= MIN_LETTERS || !/[^\p{ASCII}]/u.test(title)
  return isNamed ? slug : `live-${today.toISOString().slice(0, 10)}`
}
