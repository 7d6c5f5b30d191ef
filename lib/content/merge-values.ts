/** A field of two texts made from one: settled, or open because each made something else of it. */
export type MergedValue<T> = { kind: "settled"; value: T } | { kind: "open"; mine: T; theirs: T }

/** What one side changed counts; what both changed to something else is open. Lists of words join: no word is lost. */
export function mergeValue<T>(base: T, mine: T, theirs: T): MergedValue<T> {
  const [before, my, their] = [JSON.stringify(base), JSON.stringify(mine), JSON.stringify(theirs)]
  if (my === their || their === before) return { kind: "settled", value: mine }
  if (my === before) return { kind: "settled", value: theirs }
  return { kind: "open", mine, theirs }
}

/** Three-way for lists whose order says nothing, as tags: what either added is in, what either took out is not. */
export function mergeList(base: string[], mine: string[], theirs: string[]): string[] {
  const kept = theirs.filter((each) => mine.includes(each) || !base.includes(each))
  return [...kept, ...mine.filter((each) => !kept.includes(each) && !base.includes(each))]
}
