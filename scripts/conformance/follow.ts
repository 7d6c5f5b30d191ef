import type { Blog } from "./desk-client"
import { Reader } from "./reader-client"
import type { ConformanceTarget } from "./target"
import { type Way, waysOf } from "./transports"

export type Follower = { name: string; reader: Reader; connect: () => void; cut: () => Promise<void> }

/** A reader for each way, all of one blog. */
export function followersOf(
  target: ConformanceTarget,
  blog: Blog,
  cursor: ConstructorParameters<typeof Reader>[1] = {},
): Follower[] {
  return Object.entries(waysOf(target)).map(([name, way]) => toFollower(name, way, new Reader(blog, cursor), target))
}

function toFollower(name: string, way: Way, reader: Reader, target: ConformanceTarget): Follower {
  let life = new AbortController()
  let running = Promise.resolve()
  return {
    name,
    reader,
    connect: () => {
      life = new AbortController()
      const { signal } = life
      running = way(reader, target, signal).catch((error: unknown) => {
        if (!signal.aborted) reader.problems.push(error instanceof Error ? error.message : String(error))
      })
    },
    cut: async () => {
      life.abort()
      await running
    },
  }
}
