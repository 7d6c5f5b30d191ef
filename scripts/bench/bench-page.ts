import { get } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { fillBlog } from "./fill-blog"
import type { BareAnswer } from "./load/bare-server"
import type { PageResult, PageRun } from "./load/page-readers"
import { now, startWorker, type Worker } from "./load-worker"
import { publishPost } from "./publish-post"
import { median, percentile, printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const CONNECTIONS = 50
const ROUNDS = 5
const ROUND_MS = 2_000
const MIN_PER_SECOND = 5_000
const PUBLISHES = 10
const PUBLISH_INTERVAL_MS = 1_000
const LATEST_MS = 1_000
const MAX_RATIO = 1.3
const KEPT_HEADERS = /^(vary|link|content-type|content-encoding|content-length|cache-control|etag)$/

/**
 * Readers' pages from memory: per second against a bare node:http server that sends the same bytes, for a small and a
 * large blog, and how soon a publish is seen while all this goes on, and what it costs.
 */
export async function benchPage(): Promise<boolean> {
  const subject = await startApp()
  const [bare, load] = [startWorker("./load/bare-server.ts"), startWorker("./load/page-readers.ts")]
  try {
    // The same remainder, so that both first pages hold as many posts.
    const small = await fillBlog("bench-page-small", 50)
    const large = await fillBlog("bench-page-large", 10_010)
    const barePort = await bare.call<number>("listen")
    await bare.call("answerWith", await readAnswer(`http://127.0.0.1:${subject.port}/${small.slug}`))
    const places = {
      bare: { port: barePort, path: "/" },
      small: { port: subject.port, path: `/${small.slug}` },
      large: { port: subject.port, path: `/${large.slug}` },
    }
    const speeds = await compareSpeeds(load, places)
    const fresh = await publishUnderLoad(load, subject, small.slug)
    return speeds && fresh
  } finally {
    await Promise.all([load.stop(), bare.stop()])
    await subject.stop()
  }
}

type Place = { port: number; path: string }

async function compareSpeeds(load: Worker, places: Record<"bare" | "small" | "large", Place>): Promise<boolean> {
  const rounds: Record<keyof typeof places, PageResult[]> = { bare: [], small: [], large: [] }
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const name of ["bare", "small", "large"] as const) {
      const result = await runRound(load, places[name], ROUND_MS)
      // The first round only warms up.
      if (round >= 0) rounds[name].push(result)
    }
  }
  const middle = (name: keyof typeof places, of: "perSecond" | "p50" | "p99") =>
    median(rounds[name].map((result) => result[of]))
  const toRow = (name: keyof typeof places, words: string) => [
    words,
    middle(name, "perSecond").toFixed(0),
    (middle(name, "perSecond") / middle("bare", "perSecond")).toFixed(2),
    `${middle(name, "p50").toFixed(1)}, ${middle(name, "p99").toFixed(1)}`,
    String(rounds[name].at(-1)?.bytes ?? 0),
  ]
  const head = ["page, 50 connections", "per second", "of bare", "p50, p99 (ms)", "bytes"]
  const names = [
    toRow("bare", "bare node:http"),
    toRow("small", "blog of 50 posts"),
    toRow("large", "blog of 10,010 posts"),
  ]
  printTable(head, names)
  const fast = middle("small", "perSecond") >= MIN_PER_SECOND
  const even = middle("small", "perSecond") <= middle("large", "perSecond") * MAX_RATIO
  console.log(fast ? `At least ${MIN_PER_SECOND} per second.` : `NOT ${MIN_PER_SECOND} per second.`)
  console.log(even ? "The large blog is as fast as the small one." : "The large blog is NOT as fast as the small one.")
  return fast && even
}

/** Publishes while readers ask, and counts the texts of the page that they saw: one per publish means one rendering. */
async function publishUnderLoad(load: Worker, subject: Subject, slug: string): Promise<boolean> {
  const place = { port: subject.port, path: `/${slug}` }
  const running = runRound(load, place, (PUBLISHES + 1.5) * PUBLISH_INTERVAL_MS)
  await sleep(PUBLISH_INTERVAL_MS)
  const published: number[] = []
  for (let index = 0; index < PUBLISHES; index += 1) {
    const sent = now()
    await publishPost(subject, slug, { text: `Bench update ${index}` })
    published.push(now())
    await sleep(Math.max(0, PUBLISH_INTERVAL_MS - (now() - sent)))
  }
  const { seen, perSecond, p99 } = await running
  const times = seen.map(([, at]) => at).sort((a, b) => a - b)
  const delays = published.map((at) => (times.find((each) => each > at - 20) ?? Number.POSITIVE_INFINITY) - at)
  const renders = seen.length - 1
  const worst = percentile(delays, 100)
  console.log(
    `${PUBLISHES} publishes under load (${perSecond.toFixed(0)} pages/s, p99 ${p99.toFixed(0)} ms): ` +
      `seen after ${median(delays).toFixed(0)} ms in the middle, ${worst.toFixed(0)} ms at worst; ${renders} renderings.`,
  )
  return worst <= LATEST_MS && renders === PUBLISHES
}

function runRound(load: Worker, { port, path }: Place, milliseconds: number): Promise<PageResult> {
  return load.call<PageResult>("run", { port, path, connections: CONNECTIONS, milliseconds } satisfies PageRun)
}

/** The page's compressed bytes and headers, for the bare server to send. */
async function readAnswer(url: string): Promise<BareAnswer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      const headers = Object.entries(response.headers).filter(([name]) => KEPT_HEADERS.test(name))
      resolve({
        headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString("base64"),
        coding: "base64",
      })
    }).on("error", reject)
  })
}
