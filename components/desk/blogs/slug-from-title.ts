const MAX_CHARACTERS = 60

/** An address suggested from a title: "Élection à Paris: le soir" gives "election-a-paris-le-soir". */
export function slugFromTitle(title: string): string {
  const words = title
    .normalize("NFKD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ""
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > MAX_CHARACTERS) return slug || word.slice(0, MAX_CHARACTERS)
    slug = longer
  }
  return slug
}
