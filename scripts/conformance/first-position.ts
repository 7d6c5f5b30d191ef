import WebSocket from "ws"
import type { ConformanceCheck } from "./conformance-checks"
import type { Blog } from "./desk-client"
import { readEvents } from "./read-events"
import { type ConformanceTarget, waitFor } from "./target"
import { listenTo } from "./transports"

/** What somebody without a position is told: whole texts, as they came. */
type Told = string[]
type Listen = (blog: Blog, target: ConformanceTarget, told: Told, signal: AbortSignal) => Promise<void>

const bySse: Listen = async ({ slug }, { url }, told, signal) => {
  const { body } = await fetch(`${url}/api/blogs/${slug}/stream`, { signal })
  if (!body) throw new Error("the stream has no body")
  for await (const { id, data } of readEvents(body)) told.push(`${id ?? ""} ${data}`)
}

const bySocket =
  (protocol?: string): Listen =>
  ({ slug }, { url }, told, signal) =>
    listenTo(
      new WebSocket(`${url.replace(/^http/, "ws")}/ws/channel/${slug}/`, protocol ? [protocol] : []),
      signal,
      (text) => {
        told.push(text)
        return false
      },
    )

const SOCKETS: Record<string, Listen> = {
  WebSocket: bySocket("running-story.v1"),
  "Wagtail Live's WebSocket": bySocket(),
}

export const firstPositionChecks: ConformanceCheck[] = [
  {
    name: "who comes without a position is told the one of now, and streams begin there",
    run: async (target) => {
      const listeners = { "server-sent events": bySse, ...(target.sockets ? SOCKETS : {}) }
      const verdicts = Object.entries(listeners).map(async ([name, listen]) => [name, await checkNow(target, listen)])
      return Object.fromEntries(await Promise.all([...verdicts, ["changes", await checkChanges(target)]]))
    },
  },
]

async function checkChanges({ url, desk }: ConformanceTarget): Promise<string | null> {
  const blog = await desk.createBlog({ publisher: "sse" })
  const { version } = await desk.createPost(blog, { text: "Before." })
  const wanted = JSON.stringify({ epoch: blog.epoch, version, posts: [], reset: true })
  return waitFor(async () => {
    const answer = await (await fetch(`${url}/api/blogs/${blog.slug}/changes`)).json()
    const { epoch, version, posts, reset } = answer as Record<string, unknown>
    const got = JSON.stringify({ epoch, version, posts, reset })
    return got === wanted ? null : `${got} instead of ${wanted}`
  })
}

async function checkNow(target: ConformanceTarget, listen: Listen): Promise<string | null> {
  const { desk } = target
  const blog = await desk.createBlog({ publisher: "sse" })
  await desk.createPost(blog, { text: "Before anybody listened." })
  const told: Told = []
  const life = new AbortController()
  let problem: string | null = null as string | null
  const listening = listen(blog, target, told, life.signal).catch((error: unknown) => {
    if (!life.signal.aborted) problem = String(error)
  })
  // Until it is open, what is posted is from before: post until something arrives.
  let posts = 0
  const words: string | null = await waitFor(async () => {
    if (problem || told.some((text) => text.includes("While somebody listens"))) return null
    posts += 1
    await desk.createPost(blog, { text: `While somebody listens, ${posts}.` })
    return "nothing was told"
  })
  life.abort()
  await listening
  if (told.some((text) => text.includes("Before anybody listened"))) return "it began before now"
  return problem ?? words
}
