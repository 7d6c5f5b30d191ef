import type { Page } from "@playwright/test"
import { card, composer, openDesk, textOf, undoButton } from "./desk-page"
import { expect, test } from "./fixtures"

test.use({ expectedErrors: [/Failed to load resource|status of 4\d\d/] })

const NEXT = "Reform has taken Northfield, reports the PA: 1,204 votes."
const KEY_MS = 15
const region = (page: Page) => page.getByRole("region", { name: "Edit post" })

/** Holds each request to the blog's desk for this long. */
async function slowDown(page: Page, blog: { id: string }, ms: number): Promise<void> {
  await page.unroute("**/*")
  await page.route("**/*", async (route) => {
    if (route.request().method() === "POST" && route.request().url().includes(`/desk/blogs/${blog.id}`)) {
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
    await route.continue().catch(() => {})
  })
}

/** Types as a hand does that does not wait: without looking where the focus is. */
const typeOn = (page: Page, words = NEXT) => page.keyboard.type(words, { delay: KEY_MS })

/** All that any field of the page holds, and the state of every post. */
function fields(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("input, textarea, [contenteditable=true]")]
    return all.map((each) => (each instanceof HTMLInputElement ? each.value : (each.textContent ?? "")))
  })
}

async function expectTyped(page: Page, words = NEXT): Promise<void> {
  await expect(textOf(page)).toHaveText(words)
  await expect(textOf(page)).toBeFocused()
  const others = (await fields(page)).filter((each) => each !== "" && each !== words && !each.startsWith("on"))
  expect(others).toEqual([])
  await expect(page.getByRole("dialog")).toHaveCount(0)
}

async function clear(page: Page): Promise<void> {
  await textOf(page).fill("")
}

test("whatever way a post leaves the composer, and however slow the network is, each key typed after it is in the next one", async ({
  desk,
  story,
}) => {
  test.setTimeout(120_000)
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const button = (name: string) => composer(desk).getByRole("button", { name, exact: true }).click()
  const schedule = async () => {
    await button("Schedule")
    await desk.getByRole("dialog").getByRole("button", { name: "Schedule", exact: true }).click()
  }
  const ways: [string, () => Promise<void>][] = [
    ["Ctrl+Enter", () => desk.keyboard.press("Control+Enter")],
    ["Publish", () => button("Publish")],
    ["Save draft", () => button("Save draft")],
    ["Schedule", schedule],
  ]
  for (const ms of [0, 600, 2_000]) {
    await slowDown(desk, blog, ms)
    for (const [name, leave] of ways) {
      if (ms === 2_000 && name !== "Ctrl+Enter") continue
      const words = `${name} at ${ms} ms`
      await test.step(words, async () => {
        await textOf(desk).fill(words)
        await leave()
        await typeOn(desk)
        await expectTyped(desk)
        await expect(card(desk, words)).toBeVisible()
        await expectTyped(desk)
        await clear(desk)
      })
    }
  }
})

test("posts that are written faster than they arrive come in their order", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await slowDown(desk, blog, 400)
  await textOf(desk).focus()
  for (const words of ["One", "Two", "Three"]) {
    await typeOn(desk, words)
    await desk.keyboard.press("Control+Enter")
  }
  await expect(desk.getByRole("region", { name: "Texts that wait" }).getByText("Sending…").first()).toBeVisible()
  await expect(desk.getByRole("article")).toHaveText([/Three/, /Two/, /One/], { timeout: 30_000 })
})

test("after an edit is saved each key is in the next post, and what is typed into the edit meanwhile stays in it", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Two injured" })
  await openDesk(desk, blog)
  await slowDown(desk, blog, 600)
  await card(desk, "Two injured").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, region(desk)).fill("Three injured")
  await desk.keyboard.press("Control+Enter")
  await typeOn(desk)
  await expect(card(desk, "Three injured")).toBeVisible()
  await expectTyped(desk)
  await clear(desk)

  await card(desk, "Three injured").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, region(desk)).fill("Four injured")
  await desk.keyboard.press("Control+Enter")
  await textOf(desk, region(desk)).focus()
  await desk.keyboard.press("Control+End")
  await typeOn(desk, ", two badly")
  await expect(desk.getByText("Saved", { exact: true })).toBeVisible()
  await expect(textOf(desk, region(desk))).toHaveText("Four injured, two badly")
  await desk.keyboard.press("Control+Enter")
  await expect(card(desk, "Four injured, two badly")).toBeVisible()
})

test("what the server refuses comes back, and never over what was typed since", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const refuse = async (words: string) => {
    await textOf(desk).fill(words)
    // A tag that the server refuses, though the desk takes it.
    await desk.route(`**/desk/blogs/${blog.id}`, (route) => {
      const body = route.request().postData()?.replace('"tags":[]', '"tags":[""]') ?? null
      return route.continue(body === null ? {} : { postData: body })
    })
    await desk.keyboard.press("Control+Enter")
  }
  await refuse("Refused alone")
  await expect(composer(desk).getByRole("alert")).toBeVisible()
  await expect(textOf(desk)).toHaveText("Refused alone")
  await refuse("Refused beside")
  await typeOn(desk, "The next one")
  const row = desk.getByRole("listitem").filter({ hasText: "Refused beside" })
  await expect(row.getByText(/^Not sent/)).toBeVisible()
  await expect(textOf(desk)).toHaveText("The next one")
  await row.getByRole("button", { name: "Edit" }).click()
  await expect(textOf(desk)).toHaveText("Refused beside")
  await expect(desk.getByRole("listitem").filter({ hasText: "The next one" })).toBeVisible()
})

test("within ten seconds undo returns a post to the composer, by its button and by Ctrl+Z in the empty text", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const undo = [() => undoButton(desk).click(), () => desk.keyboard.press("Control+z")]
  for (const [index, takeBack] of undo.entries()) {
    const words = `Too early ${index}`
    await textOf(desk).fill(words)
    await desk.keyboard.press("Control+Enter")
    await expect(card(desk, words)).toBeVisible()
    await takeBack()
    await expect(textOf(desk)).toHaveText(words)
    await expect(card(desk, words)).toHaveCount(0)
    await page.goto(blog.path)
    await expect(page.getByText(words)).toHaveCount(0)
    await clear(desk)
  }
})
