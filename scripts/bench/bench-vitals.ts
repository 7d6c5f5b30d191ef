import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test"
import { findChromium } from "../lib/find-chromium"
import { fillBlog } from "./fill-blog"
import { gatherVitals, readVitals, type Vitals } from "./page-vitals"
import { publishPost } from "./publish-post"
import { percentile, printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const RUNS = 9
const INSERTS = 50
const CPU_SLOWDOWN = 4
/** Lighthouse's and WebPageTest's "slow 4G". Bytes per second. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const LIMITS = { lcp: 1_200, inp: 100, cls: 0.01 }
/** The page of a large blog may take this much longer, and be this much larger, than that of a small one. */
const MAX_RATIO = 1.15
/** Its hundred key events are in the HTML, as text and as data. */
const MAX_BYTES_RATIO = 1.25

/**
 * What a reader with a slow phone feels: until the largest text is there, until a tap shows, and what jumps. The production build in
 * a real browser that is slowed down, with an empty cache each time.
 */
export async function benchVitals(): Promise<boolean> {
  const subject = await startApp()
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] })
  try {
    const small = await visitOften(browser, subject, (await fillBlog("bench-vitals-small", 50)).slug)
    // The same remainder, so that both first pages hold as many posts.
    const large = await visitOften(browser, subject, (await fillBlog("bench-vitals-large", 10_010)).slug)
    const shifts = await insertWhileReading(browser, subject, "bench-vitals-small")
    printTable(
      ["page, phone profile", "LCP p50, p75 (ms)", "INP p50, p75 (ms)", "CLS p75", "HTML bytes"],
      [toRow("blog of 50 posts", small), toRow("blog of 10,010 posts", large)],
    )
    console.log(
      `${INSERTS} inserts: layout shift ${shifts.top.toFixed(4)} at the top, ${shifts.middle.toFixed(4)} in the middle.`,
    )
    return judge([
      ["Every visit was measured", [...small, ...large].every(({ lcp, inp }) => lcp > 0 && inp > 0)],
      ["LCP within its limit", Math.max(p75(small, "lcp"), p75(large, "lcp")) <= LIMITS.lcp],
      ["INP within its limit", Math.max(p75(small, "inp"), p75(large, "inp")) <= LIMITS.inp],
      ["CLS within its limit while the page loads", Math.max(p75(small, "cls"), p75(large, "cls")) <= LIMITS.cls],
      ["CLS within its limit for a reader further down", shifts.middle <= LIMITS.cls],
      ["CLS within its limit for a reader at the top, where news come in", shifts.top <= LIMITS.cls],
      ["The large blog's LCP like the small one's", p75(large, "lcp") <= p75(small, "lcp") * MAX_RATIO],
      ["The large blog's HTML little larger", p75(large, "bytes") <= p75(small, "bytes") * MAX_BYTES_RATIO],
    ])
  } finally {
    await browser.close()
    await subject.stop()
  }
}

const p75 = (visits: Vitals[], of: keyof Vitals) =>
  percentile(
    visits.map((visit) => visit[of]),
    75,
  )

function toRow(words: string, visits: Vitals[]): string[] {
  const both = (of: "lcp" | "inp") =>
    [50, 75]
      .map((percent) =>
        percentile(
          visits.map((visit) => visit[of]),
          percent,
        ).toFixed(0),
      )
      .join(", ")
  return [words, both("lcp"), both("inp"), p75(visits, "cls").toFixed(4), String(p75(visits, "bytes"))]
}

function judge(claims: [string, boolean][]): boolean {
  for (const [what, holds] of claims) console.log(`${what}: ${holds ? "yes" : "NO"}.`)
  return claims.every(([, holds]) => holds)
}

async function visitOften(browser: Browser, { port }: Subject, slug: string): Promise<Vitals[]> {
  const visits: Vitals[] = []
  for (let run = -1; run < RUNS; run += 1) {
    const { context, page } = await openPhone(browser)
    await page.goto(`http://localhost:${port}/${slug}`)
    await page.getByText("Live", { exact: true }).waitFor()
    const { cls } = await readVitals(page)
    await tapAround(page)
    // The first visit fills the server's memory.
    if (run >= 0) visits.push({ ...(await readVitals(page)), cls })
    await context.close()
  }
  return visits
}

/** What a reader does with the timeline: each is an interaction that must show at once. */
async function tapAround(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pause updates" }).tap()
  await page.getByText("Paused", { exact: true }).waitFor()
  await page.getByRole("button", { name: "Resume" }).tap()
  await page.getByText("Live", { exact: true }).waitFor()
  const order = page.getByLabel("Order of the updates")
  await order.focus()
  await page.keyboard.press("ArrowDown")
  await order.selectOption("oldest")
  await order.selectOption("newest")
}

/** Layout shift that 50 arrivals bring, for a reader at the top of the page, and for one in its middle. */
async function insertWhileReading(browser: Browser, subject: Subject, slug: string) {
  const open = async (part: number) => {
    const { context, page } = await openPhone(browser)
    await page.goto(`http://localhost:${subject.port}/${slug}`)
    await page.getByText("Live", { exact: true }).waitFor()
    await page.evaluate((to) => window.scrollTo({ top: document.body.scrollHeight * to, behavior: "instant" }), part)
    return { context, page }
  }
  const [top, middle] = [await open(0), await open(0.5)]
  for (let index = 0; index < INSERTS; index += 1) {
    const text = `Insert ${index}. ${"The count goes on. ".repeat(index % 12)}`
    await publishPost(subject, slug, { text, title: `Insert ${index}` })
  }
  await top.page.getByRole("heading", { name: `Insert ${INSERTS - 1}`, exact: true }).waitFor()
  await middle.page.getByRole("button", { name: `${INSERTS} new updates` }).waitFor()
  const shifts = { top: (await readVitals(top.page)).cls, middle: (await readVitals(middle.page)).cls }
  await Promise.all([top.context.close(), middle.context.close()])
  return shifts
}

async function openPhone(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await gatherVitals(page)
  const session = await context.newCDPSession(page)
  await session.send("Network.enable")
  await session.send("Network.emulateNetworkConditions", NETWORK)
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN })
  return { context, page }
}
