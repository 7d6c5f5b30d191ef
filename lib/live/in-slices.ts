const SLICE = 1000

/**
 * Does something for each of many, some hundred at a time with a pause for others in between: a message to ten thousand
 * readers must not keep an editor's save waiting. Those that leave meanwhile are skipped.
 */
export async function inSlices<T>(all: ReadonlySet<T>, work: (each: T) => void, slice = SLICE): Promise<void> {
  if (all.size === 0) return
  let count = 0
  for (const each of [...all]) {
    if (!all.has(each)) continue
    work(each)
    count += 1
    if (count % slice === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}
