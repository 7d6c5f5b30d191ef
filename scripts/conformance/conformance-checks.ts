import { badInputChecks } from "./bad-input"
import type { ApiPost, Blog, Desk } from "./desk-client"
import { firstPositionChecks } from "./first-position"
import { type Follower, followersOf } from "./follow"
import { type ConformanceTarget, waitFor } from "./target"
import { seedsChecks } from "./wagtail-live"

/** By way: null when the promise held, else what was wrong. */
export type Verdicts = Record<string, string | null>
export type ConformanceCheck = { name: string; run: (target: ConformanceTarget) => Promise<Verdicts> }

const publisherOf = ({ pusher }: ConformanceTarget) => (pusher ? "pusher" : "sse")

/** Every promise of the live endpoints, each tried in every way that the target has. */
export const CHECKS: ConformanceCheck[] = [
  { name: "new, edited, hidden, shown, pinned, deleted, ended: all arrive", run: checkChanges },
  ...[1, 10, 500].map((missed) => ({
    name: `cut, ${missed} missed, connected again: nothing is lost`,
    run: (target: ConformanceTarget) => checkCut(target, missed),
  })),
  { name: "connected during a burst: in order, no gap, nothing twice", run: checkBurst },
  { name: "a position of another line: begin anew", run: (target) => checkReset(target, { epoch: "another" }) },
  { name: "a position from the future: begin anew", run: (target) => checkReset(target, { version: 1_000_000 }) },
  ...firstPositionChecks,
  ...seedsChecks,
  ...badInputChecks,
]

async function checkChanges(target: ConformanceTarget): Promise<Verdicts> {
  const { desk } = target
  const blog = await desk.createBlog({ publisher: publisherOf(target) })
  const followers = followersOf(target, blog)
  for (const { connect } of followers) connect()
  const verdicts: Verdicts = Object.fromEntries(followers.map(({ name }) => [name, null]))
  for (const [step, act] of steps(desk, blog)) {
    await act()
    const published = await desk.listPublished(blog)
    const wrong = await compareAll(followers, published)
    for (const [name, words] of Object.entries(wrong)) if (words) verdicts[name] ??= `${step}: ${words}`
  }
  const isEnded = ({ reader }: Follower) => (reader.feed.blog.status === "ended" ? null : "ended: it was not told")
  for (const follower of followers) {
    verdicts[follower.name] ??= await waitFor(() => isEnded(follower))
    await follower.cut()
  }
  return verdicts
}

function steps(desk: Desk, blog: Blog): [string, () => Promise<unknown>][] {
  let post: ApiPost = { id: "", version: 0, title: "", content: null, pinnedAt: null }
  return [
    ["new", async () => (post = await desk.createPost(blog, { text: "Three ships are missing.", title: "Ships" }))],
    ["another", () => desk.createPost(blog, { text: "Ünïcode ✓ 🚢 \u2028 </script>" })],
    ["edited", () => desk.editPost(blog, post.id, { text: "Two ships are missing." })],
    ["pinned", () => desk.editPost(blog, post.id, { pinned: true })],
    ["hidden", () => desk.editPost(blog, post.id, { state: "hidden" })],
    ["shown", () => desk.editPost(blog, post.id, { state: "published" })],
    ["large", () => desk.createPost(blog, { text: "All of it. ".repeat(3_000) })],
    ["deleted", () => desk.deletePost(blog, post.id)],
    ["ended", () => desk.endBlog(blog)],
  ]
}

async function checkCut(target: ConformanceTarget, missed: number): Promise<Verdicts> {
  const { desk } = target
  const blog = await desk.createBlog({ publisher: publisherOf(target) })
  const first = await desk.createPost(blog, { text: "Before the cut." })
  const followers = followersOf(target, blog)
  for (const { connect } of followers) connect()
  await compareAll(followers, await desk.listPublished(blog))
  await Promise.all(followers.map(({ cut }) => cut()))
  await createMany(desk, blog, missed)
  await desk.editPost(blog, first.id, { text: "Changed during the cut." })
  for (const { connect } of followers) connect()
  const verdicts = await compareAll(followers, await desk.listPublished(blog), 20_000)
  await Promise.all(followers.map(({ cut }) => cut()))
  for (const { name, reader } of followers) if (reader.resets > 0) verdicts[name] ??= "it was made to begin anew"
  return verdicts
}

async function checkBurst(target: ConformanceTarget): Promise<Verdicts> {
  const { desk } = target
  const blog = await desk.createBlog({ publisher: publisherOf(target) })
  const followers = followersOf(target, blog)
  const burst = createMany(desk, blog, 120)
  for (const { connect } of followers) connect()
  await burst
  const verdicts = await compareAll(followers, await desk.listPublished(blog))
  await Promise.all(followers.map(({ cut }) => cut()))
  return verdicts
}

async function checkReset(target: ConformanceTarget, cursor: { epoch?: string; version?: number }): Promise<Verdicts> {
  const { desk } = target
  const blog = await desk.createBlog({ publisher: publisherOf(target) })
  await desk.createPost(blog, { text: "Written on this line." })
  const lost = followersOf(target, blog, cursor)
  for (const { connect } of lost) connect()
  const verdicts: Verdicts = {}
  for (const { name, reader } of lost) {
    verdicts[name] = await waitFor(() => (reader.resets > 0 ? null : "it was not told to begin anew"))
  }
  await Promise.all(lost.map(({ cut }) => cut()))
  const anew = followersOf(target, blog)
  for (const { connect } of anew) connect()
  const published = await desk.listPublished(blog)
  for (const [name, words] of Object.entries(await compareAll(anew, published))) verdicts[name] ??= words
  await Promise.all(anew.map(({ cut }) => cut()))
  return verdicts
}

async function compareAll(followers: Follower[], published: ApiPost[], milliseconds?: number): Promise<Verdicts> {
  const found = await Promise.all(
    followers.map(async ({ name, reader }) => [name, await waitFor(() => reader.compare(published), milliseconds)]),
  )
  return Object.fromEntries(found)
}

async function createMany(desk: Desk, blog: Blog, count: number): Promise<void> {
  for (let done = 0; done < count; done += 8) {
    const some = Array.from({ length: Math.min(8, count - done) }, (_, index) => done + index)
    await Promise.all(some.map((number) => desk.createPost(blog, { text: `Number ${number}.` })))
  }
}
