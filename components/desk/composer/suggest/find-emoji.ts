export type Emoji = { character: string; name: string }
type Library = Record<string, string[]>

const MAX_RESULTS = 8

/** Emoji whose name or other words begin like this; those of that name first. */
export function findEmoji(library: Library, query: string): Emoji[] {
  const wanted = query.toLowerCase()
  const found: (Emoji & { rank: number })[] = []
  for (const [character, words] of Object.entries(library)) {
    const [name = "", ...others] = words.map((word) => word.toLowerCase())
    const rank =
      name === wanted || others.includes(wanted)
        ? name === wanted
          ? 0
          : 1
        : name.startsWith(wanted)
          ? 2
          : others.some((word) => word.startsWith(wanted)) || name.split("_").some((word) => word.startsWith(wanted))
            ? 3
            : null
    if (rank !== null) found.push({ character, name: name.replaceAll("_", " "), rank })
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, MAX_RESULTS)
}
