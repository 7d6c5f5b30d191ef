import { randomBytes } from "node:crypto"
import { type Browser, chromium, type Page } from "@playwright/test"
import { createUser } from "@/lib/auth/create-user"
import { hashPassword } from "@/lib/auth/password"
import { db } from "@/lib/db/client"
import { findChromium } from "../lib/find-chromium"
import { fillBlog } from "./fill-blog"
import { median, percentile, printTable } from "./statistics"
import { startApp } from "./subject"

const POSTS = 5_000
const KEYS = 200
const MAX_KEY_MS = 50
const MAX_TASK_MS = 100
/** Pixels of a frame: 72,000 a second. */
const FLICK = 1_200
const MAX_SCROLL_MS = 240_000
const SCREEN = { width: 1280, height: 800 }

type Watched = { keys: number[]; tasks: number[] }

/**
 * The desk of a blog of 5,000 posts: how long a key takes from the press to the letter on the screen, with 30 posts loaded
 * and with all, and whether anything blocks the page for long while one scrolls over all of them.
 */
export async function benchDesk(): Promise<boolean> {
  const subject = await startApp()
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ["--no-sandbox", "--disable-background-networking"],
  })
  try {
    const { slug } = await fillBlog("bench-desk", POSTS)
    const blog = await db().blog.findUniqueOrThrow({ where: { slug } })
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${subject.port}`, viewport: SCREEN })
    await page.addInitScript(watch)
    await signIn(page)
    await page.goto(`/desk/blogs/${blog.id}`)
    const first = await type(page)
    const load = await watchTasks(browser, page, () => loadAll(page))
    const scroll = await watchTasks(browser, page, () => scrollBack(page))
    const loaded = await type(page)
    const rows = await page.getByRole("article").count()
    printTable(
      [`desk of ${POSTS} posts`, "p50 (ms)", "p95 (ms)", "longest task (ms)", "of it CPU (ms)"],
      [
        toRow(`typing ${KEYS} keys, 30 posts loaded`, first),
        toRow(`typing ${KEYS} keys, ${load.posts} posts loaded`, loaded),
        [
          `loading all, ${(load.posts / load.seconds).toFixed(0)} a second`,
          "",
          "",
          longest(load.tasks),
          most(load.cpu),
        ],
        ["scrolling back over all", "", "", longest(scroll.tasks), most(scroll.cpu)],
      ],
    )
    console.log(
      `${rows} of ${load.posts} rows are in the page at its top; all were loaded in ${load.seconds.toFixed(0)} s.`,
    )
    const quick = [first, loaded].every(({ keys }) => percentile(keys, 95) < MAX_KEY_MS)
    // What else runs on the machine makes tasks longer, and is no fault of the page.
    const smooth = [...load.cpu, ...scroll.cpu].every((task) => task <= MAX_TASK_MS)
    console.log(quick ? `p95 below ${MAX_KEY_MS} ms.` : `p95 NOT below ${MAX_KEY_MS} ms.`)
    console.log(
      smooth ? `No task took over ${MAX_TASK_MS} ms of CPU.` : `Tasks DID take over ${MAX_TASK_MS} ms of CPU.`,
    )
    return quick && smooth && load.posts === POSTS
  } finally {
    await browser.close()
    await subject.stop()
  }
}

/** Runs in the page, before anything else: notes the time of each key and each long task. */
function watch(): void {
  const watched: Watched = { keys: [], tasks: [] }
  Object.assign(window, { watched })
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === "keydown") watched.keys.push(duration)
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.tasks.push(duration)
  }).observe({ type: "longtask" })
}

async function signIn(page: Page): Promise<void> {
  const email = "bench@newsroom.example"
  const password = randomBytes(12).toString("hex")
  const passwordHash = await hashPassword(password)
  await db().$transaction((tx) => createUser(tx, { name: "Bench", email, role: "editor", passwordHash }))
  await page.goto("/login")
  await page.getByLabel("Email address").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL("**/desk")
}

/** Types as a fast writer does. Keys that took less than 16 ms, the least that browsers tell of, count as 16. */
async function type(page: Page): Promise<Watched> {
  const text = page.getByRole("textbox", { name: "Text of the post" }).first()
  await text.click()
  await takeWatched(page)
  await page.keyboard.type("Counting goes on in all the towns. ".repeat(KEYS).slice(0, KEYS), { delay: 40 })
  await page.waitForTimeout(300)
  const { keys, tasks } = await takeWatched(page)
  const quick = Array.from({ length: Math.max(0, KEYS - keys.length) }, () => 16)
  return { keys: [...keys, ...quick], tasks }
}

type Task = { name: string; ph: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }

/** Does something and tells of each task of the page's main thread, how long it was and how much CPU time it took. */
async function watchTasks<T extends object>(browser: Browser, page: Page, run: () => Promise<T>) {
  await takeWatched(page)
  await browser.startTracing(page, { categories: ["toplevel"] })
  const done = await run()
  const { tasks } = await takeWatched(page)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Task[] }
  const threadOf = ({ pid, tid }: Task) => `${pid} ${tid}`
  const main = new Set(traceEvents.filter(({ args }) => args?.name === "CrRendererMain").map(threadOf))
  const ran = traceEvents.filter((task) => task.ph === "X" && /RunTask/.test(task.name) && main.has(threadOf(task)))
  return { ...done, tasks, cpu: ran.map(({ tdur = 0 }) => tdur / 1000) }
}

/** Loads as fast as it can, far faster than anybody reads. */
async function loadAll(page: Page): Promise<{ posts: number; seconds: number }> {
  const started = performance.now()
  await page.mouse.move(SCREEN.width / 2, SCREEN.height / 2)
  // Rows say how many there are in all once all are loaded, and -1 before.
  const row = page.locator("[data-row]").last()
  let posts = 0
  while (posts === 0 && performance.now() - started < MAX_SCROLL_MS) {
    for (let notch = 0; notch < 5; notch += 1) await page.mouse.wheel(0, 3_000)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
    posts = Math.max(0, Number(await row.getAttribute("aria-setsize")))
  }
  return { posts, seconds: (performance.now() - started) / 1000 }
}

/** Back to the top, as fast as a hard flick goes, a frame at a time. */
async function scrollBack(page: Page): Promise<object> {
  await page.waitForTimeout(300)
  await page.evaluate(async (step) => {
    while (window.scrollY > 0) {
      window.scrollBy({ top: -step, behavior: "instant" })
      await new Promise((done) => requestAnimationFrame(done))
    }
  }, FLICK)
  await page.waitForTimeout(300)
  return {}
}

/** What was noted since the last time. */
async function takeWatched(page: Page): Promise<Watched> {
  return page.evaluate(() => {
    const { watched } = window as unknown as { watched: Watched }
    return { keys: watched.keys.splice(0), tasks: watched.tasks.splice(0) }
  })
}

function toRow(what: string, { keys, tasks }: Watched): string[] {
  return [what, median(keys).toFixed(0), percentile(keys, 95).toFixed(0), longest(tasks), ""]
}

function most(cpu: number[]): string {
  return Math.max(0, ...cpu).toFixed(0)
}

function longest(tasks: number[]): string {
  return tasks.length > 0 ? Math.max(...tasks).toFixed(0) : "none over 50"
}
