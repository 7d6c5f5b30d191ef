const turns = new Map<string, Promise<unknown>>()

/** Runs what this page sends for a blog one after another, in the order in which it was asked for. */
export function inTurn<T>(blogId: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(blogId) ?? Promise.resolve()
  const turn = before.then(work, work)
  turns.set(blogId, turn)
  return turn
}
