import type { StoryClient } from "../../scripts/lib/story-client"
import { hostileDocument, hostileFields } from "../security/hostile-post"
import { PAYLOADS } from "../security/payloads"
import { makePicture, openDesk, paste, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"
import { expectNothing, findRunnable, watchRuns } from "./watch-runs"

const WORDS = PAYLOADS.filter((each) => !each.includes("\0"))
/** So many stand in one update; in the long run each has one of its own. */
const PER_POST = process.env.SECURITY === "long" ? 1 : 24

/** Without white space, which a form puts in order. */
const bare = (text: string) => text.replaceAll(/[\s\p{Cc}\ufeff]+/gu, "")

test.describe.configure({ timeout: process.env.SECURITY === "long" ? 900_000 : 60_000 })

/** A picture that is there, described by such words itself. */
async function uploadPicture(): Promise<string> {
  const form = new FormData()
  form.set("file", new File([new Uint8Array(await makePicture("#335577"))], `${WORDS[2]}.jpg`, { type: "image/jpeg" }))
  form.set("alt", WORDS[2] ?? "")
  const headers = { Authorization: `Bearer ${process.env.E2E_TOKEN}` }
  const answer = await fetch(`${process.env.E2E_URL}/api/v1/media`, { method: "POST", headers, body: form })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

/** An update with these words in all its places: alternative texts, captions and credits of pictures among them. */
function toPost(some: string[], picture: string | null) {
  const hasPictures = (at: number) => picture !== null && at % Math.min(PER_POST, 6) === 0
  const blocks = some.flatMap((each, at) =>
    hostileDocument(each, picture ?? "").content.filter(
      ({ type }) => hasPictures(at) || (type !== "image" && type !== "gallery"),
    ),
  )
  const content = { type: "doc", content: blocks }
  const first = hostileFields(some[0] ?? "")
  return {
    title: first.title,
    correction: first.correction,
    tags: some.slice(0, 12).flatMap((each) => hostileFields(each).tags.map((tag) => tag.replace(/^#+/, "x"))),
    authors: some.slice(0, 8).flatMap((each) => hostileFields(each).authors),
    content,
  }
}

async function fill(story: StoryClient, withPictures = true) {
  const picture = withPictures ? await uploadPicture() : null
  const blog = await story.createBlog({ title: WORDS[0], summary: WORDS[80] })
  const ids: string[] = []
  for (let at = 0; at < WORDS.length; at += PER_POST)
    ids.push(
      (await story.createPost(blog, { ...toPost(WORDS.slice(at, at + PER_POST), picture), keyEvent: at === 0 })).id,
    )
  return { blog, ids, picture }
}

test("the tests' own eyes see what runs, and a page refuses it even if it ever gets there", async ({
  browser,
  story,
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const runs = await watchRuns(context)
  const bare = "<img src=x onerror=alert(1)><svg onload=alert(2)>"
  await page.setContent(bare)
  await expect.poll(() => runs.ran.length).toBe(2)
  runs.ran.length = 0
  const blog = await story.createBlog()
  for (const path of [blog.path, "/", `${blog.path}?q=x`, `${blog.path}/tag/x`, "/login"]) {
    await page.goto(path)
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), bare)
    await page.evaluate(() => {
      const add = (name: string, attributes: Record<string, string>) =>
        document.body.append(Object.assign(document.createElement(name), attributes))
      add("iframe", { srcdoc: "<script>parent.alert(3)</script>" })
      add("iframe", { src: "https://evil.example/" })
      add("base", { href: "https://evil.example/" })
      return fetch("https://evil.example/").catch(() => null)
    })
    await expect.poll(() => runs.refused.length, { message: path }).toBeGreaterThanOrEqual(5)
    expect(runs.ran, path).toEqual([])
    expect(runs.asked, path).toEqual([])
    runs.refused.length = 0
  }
  await context.close()
})

test("no words make a reader's page run anything, neither when it opens nor when they arrive", async ({
  page,
  story,
}) => {
  const runs = await watchRuns(page.context(), [page])
  const { blog, ids, picture } = await fill(story)
  await page.goto(blog.path)
  await waitUntilLive(page)
  // Arriving in the open page they are drawn by its own script.
  const last = { ...toPost(WORDS.filter((_, index) => index % 8 === 0).slice(0, 50), picture), title: "Arrived" }
  await story.createPost(blog, last)
  await expect(page.getByRole("article", { name: "Arrived" })).toBeVisible()
  expect(await findRunnable(page)).toEqual([])
  // A page holds twenty of them.
  for (const id of ids.filter((_, index) => index % 20 === 0)) {
    await page.goto(`${blog.path}/${id}`)
    await expect(page.locator(`[id="${id}"]`)).toBeVisible()
    expect(await findRunnable(page)).toEqual([])
  }
  expectNothing(runs)
})

test("nor the front page, a tag's page or a search", async ({ page, story }) => {
  const runs = await watchRuns(page.context(), [page])
  const { blog } = await fill(story)
  const some = WORDS.filter((_, index) => index % (PER_POST > 1 ? 40 : 4) === 0)
  for (const each of some) {
    await page.goto(`${blog.path}?${new URLSearchParams({ q: each })}`)
    // The form shows the first hundred letters of what was looked for.
    const shown = bare(await page.getByRole("searchbox").inputValue())
    expect(shown.length).toBeGreaterThan(0)
    expect(bare(each)).toContain(shown)
    expect(await findRunnable(page)).toEqual([])
  }
  await page.goto(`${blog.path}/tag/${encodeURIComponent(hostileFields(WORDS[0] ?? "").tags[0]?.toLowerCase() ?? "")}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>")
  await page.goto("/")
  await expect(page.getByText(WORDS[0] ?? "", { exact: true }).first()).toBeVisible()
  expect(await findRunnable(page)).toEqual([])
  expectNothing(runs)
})

test("nor the desk: its timeline, a text's history and the log", async ({ desk, story }) => {
  const runs = await watchRuns(desk.context(), [desk])
  const { blog, ids } = await fill(story, false)
  const [first = ""] = ids
  await story.editPost(blog, first, {
    ...toPost(WORDS.slice(30, 30 + Math.min(PER_POST, 24)), null),
    title: WORDS[31],
  })
  await openDesk(desk, blog)
  await expect(desk.getByRole("article").first()).toBeVisible()
  expect(await findRunnable(desk)).toEqual([])
  for (const page of [`history/${first}`, "activity"]) {
    await desk.goto(`/desk/blogs/${blog.id}/${page}`)
    await expect(desk.getByRole("heading", { level: 1 })).toBeVisible()
    expect(await findRunnable(desk)).toEqual([])
  }
  expectNothing(runs)
})

test("nor anything that is pasted at the desk, even without the policy's help", async ({ browser, story }) => {
  // With it the browser complains of what it reads in the paste, though nothing of that is ever part of the page.
  const context = await browser.newContext({ storageState: process.env.E2E_SESSION ?? "", bypassCSP: true })
  const desk = await context.newPage()
  const runs = await watchRuns(context)
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const text = textOf(desk)
  await paste(text, { text: "plain", html: WORDS.join("<p>and</p>") })
  for (const each of WORDS.filter((_, index) => index % (PER_POST > 1 ? 6 : 1) === 0))
    await paste(text, { text: "plain", html: `<p>${each}</p>` })
  await paste(text, { text: WORDS.join("\n\n") })
  // By the way of its own clipboard, which the cleaning leaves alone.
  await paste(text, { text: "plain", html: `<div data-pm-slice="1 1 []">${WORDS.join("<p>and</p>")}</div>` })
  expect(await findRunnable(desk)).toEqual([])
  await publish(desk, "After all that")
  expect(runs.ran).toEqual([])
  expect(runs.asked).toEqual([])
  await context.close()
})
