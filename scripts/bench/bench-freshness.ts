import { setTimeout as sleep } from "node:timers/promises"
import { type Browser, chromium, type Page } from "@playwright/test"
import { db } from "@/lib/db/client"
import { PUBLISHERS, type PublisherName } from "@/lib/protocol/publishers"
import { PusherServer } from "../lib/fakes/pusher-server"
import { findChromium } from "../lib/find-chromium"
import { fillBlog } from "./fill-blog"
import { startWorker } from "./load-worker"
import { publishPost } from "./publish-post"
import { percentile, printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const READERS = 500
const UPDATES = 60
const PUBLISH_INTERVAL_MS = 500
const INTERVAL_MS = 3_000
/** Milliseconds from the request that publishes to the drawn update, for 95 of 100. */
const LIMITS: Record<PublisherName, number> = {
  "interval-polling": INTERVAL_MS + 1_000,
  "long-polling": 1_500,
  sse: 1_000,
  websocket: 1_000,
  pusher: 1_000,
}

type Drawn = Window & { drawn: Record<string, number> }

/** Plain text: what runs these scripts puts helpers into functions, which a page does not have. */
const NOTE_WHEN_DRAWN = `
window.drawn = {}
new MutationObserver(() => {
  for (const heading of document.querySelectorAll("article h2, article h3")) {
    const name = heading.textContent.trim()
    if (!name.startsWith("Fresh ") || name in window.drawn) continue
    window.drawn[name] = 0
    requestAnimationFrame(() => setTimeout(() => {
      window.drawn[name] = performance.timeOrigin + performance.now()
    }))
  }
}).observe(document, { childList: true, subtree: true })
`

/** How old an update is when a reader sees it, in a real browser, by each way, with 500 other readers. */
export async function benchFreshness(): Promise<boolean> {
  const service = await new PusherServer().start()
  const subject = await startApp({ ...service.env, POLLING_INTERVAL: String(INTERVAL_MS) })
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] })
  try {
    const rows: string[][] = []
    const missed: string[] = []
    for (const publisher of PUBLISHERS) {
      const times = await watch(browser, subject, publisher)
      const [p50, p95, max] = [50, 95, 100].map((each) => percentile(times, each)) as [number, number, number]
      rows.push([publisher, p50.toFixed(0), p95.toFixed(0), max.toFixed(0), LIMITS[publisher].toLocaleString("en")])
      if (!(p95 <= LIMITS[publisher])) missed.push(`${publisher}: ${p95.toFixed(0)} ms`)
    }
    printTable(["by", "p50 ms", "p95 ms", "max ms", "limit of p95"], rows)
    for (const words of missed) console.log(`MISSED: ${words}`)
    return missed.length === 0
  } finally {
    await browser.close()
    await subject.stop()
    await service.stop()
  }
}

async function watch(browser: Browser, subject: Subject, publisher: PublisherName): Promise<number[]> {
  const { slug, epoch, version } = await fillBlog(`bench-fresh-${publisher}`, 50)
  await db().blog.update({ where: { slug }, data: { publisher } })
  const load = startWorker("./load/reader-load.ts")
  const page = await browser.newPage()
  try {
    if (publisher === "long-polling" || publisher === "sse" || publisher === "websocket")
      await load.call("open", { transport: publisher, port: subject.port, slug, epoch, version, count: READERS })
    await page.addInitScript({ content: NOTE_WHEN_DRAWN })
    await page.goto(`http://localhost:${subject.port}/${slug}`)
    await page.getByText("Live", { exact: true }).waitFor()
    const published: number[] = []
    for (let number = 0; number < UPDATES; number += 1) {
      published.push(Date.now())
      await publishPost(subject, slug, { title: `Fresh ${number}`, text: "Counting goes on in all twelve cities." })
      await sleep(PUBLISH_INTERVAL_MS)
    }
    const drawn = await readDrawn(page)
    return published.map((at, number) => (drawn[`Fresh ${number}`] ?? Number.NaN) - at)
  } finally {
    await page.close()
    await load.stop()
  }
}

/** When each update was drawn, once all of them are. */
async function readDrawn(page: Page): Promise<Record<string, number>> {
  await page.waitForFunction(
    (count) => Object.values((window as unknown as Drawn).drawn).filter(Boolean).length === count,
    UPDATES,
  )
  return page.evaluate(() => (window as unknown as Drawn).drawn)
}
