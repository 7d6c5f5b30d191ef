const INITIAL_BATCH_SIZE = 100
const LARGEST_SLICE = 2_000

/**
 * Does something for each of many, some at a time with a pause for others in between: a message to ten thousand readers
 * must not keep an editor's save waiting. The save that caused it is being answered in the first turns, so these are short;
 * later pauses would only cost the last readers time. Those that leave meanwhile are skipped. Goes through the set itself: a
 * copy, and a look for each whether it is still there, took a tenth of our own part of a message.
 */
export async function forEachInBatches<T>(
  all: ReadonlySet<T>,
  work: (each: T) => void,
  first = INITIAL_BATCH_SIZE,
): Promise<void> {
  // Some come back while we are at it, as long polls do: nobody is visited for ever.
  const most = all.size
  let count = 0
  let slice = first
  let pauseAt = slice
  for (const each of all) {
    if (count === most) return
    work(each)
    count += 1
    if (count < pauseAt) continue
    slice = Math.max(first, Math.min(slice * 2, LARGEST_SLICE))
    pauseAt += slice
    await new Promise((resolve) => setImmediate(resolve))
  }
}
