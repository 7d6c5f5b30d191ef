import { setTimeout as sleep } from "node:timers/promises"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import type { PublicPost } from "@/lib/protocol/delta"
import type { ChaosReader } from "./chaos-reader"

export type Truth = { version: number; posts: Map<string, string> }

/** What the database says that readers see, post by post. */
export async function readTruth(blogId: string): Promise<Truth> {
  const posts = new Map<string, string>()
  for (let version = 0; ; ) {
    const changes = await readChangesAfterVersion(blogId, version)
    if (!changes) throw new Error("The blog is gone.")
    for (const post of changes.posts) posts.set(post.id, toText(post))
    version = changes.upTo
    if (!changes.more) return { version, posts }
  }
}

/** Waits until every reader is where the database is, or time is over, and says everything that is not as it must be. */
export async function findLies(readers: ChaosReader[], blogId: string, withinMs: number): Promise<string[]> {
  const truth = await readTruth(blogId)
  const deadline = Date.now() + withinMs
  while (Date.now() < deadline && readers.some(({ feed }) => feed().version < truth.version)) await sleep(100)
  return readers.flatMap((reader) =>
    [...compare(reader, truth), ...reader.violations].map((words) => `${reader.name}: ${words}`),
  )
}

function compare(reader: ChaosReader, truth: Truth): string[] {
  const { version, posts } = reader.feed()
  if (version !== truth.version) return [`is at version ${version}, the database at ${truth.version}`]
  const held = new Map(posts.map((post) => [post.id, toText(post)]))
  const lost = [...truth.posts.keys()].filter((id) => !held.has(id)).map((id) => `lost ${id}`)
  const kept = [...held.keys()].filter((id) => !truth.posts.has(id)).map((id) => `still shows ${id}`)
  const other = [...held].filter(([id, text]) => truth.posts.has(id) && truth.posts.get(id) !== text)
  const twice = posts.length - held.size
  return [
    ...lost,
    ...kept,
    ...other.map(([id]) => `has another text of ${id}`),
    ...(twice > 0 ? [`${twice} posts twice`] : []),
  ]
}

// Keys of a document have no order in the database's JSON.
function toText(post: PublicPost): string {
  return JSON.stringify(post, (_, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
