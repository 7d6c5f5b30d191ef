import type { Page } from "@playwright/test"
import { paths } from "@/lib/paths"
import type { StoryBlog, StoryClient } from "../lib/story-client"

/** What the states are taken of. */
export type ScreenshotContext = {
  story: StoryClient
  blog: StoryBlog
  empty: StoryBlog
  long: StoryBlog
  url: string
  invite: string
}
export type State = {
  name: string
  /** Seen by somebody who is not signed in. */
  signedOut?: true
  show: (page: Page, stage: ScreenshotContext) => Promise<void>
}

const text = (page: Page, where = "New post") =>
  page.getByRole("region", { name: where }).getByRole("textbox", { name: "Text of the post" })

async function openDesk(page: Page, blog: StoryBlog): Promise<void> {
  await page.goto(paths.deskBlog(blog.id))
  await text(page).waitFor()
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole("heading", { level: 1 }).first().waitFor()
}

async function edit(page: Page, name: string): Promise<void> {
  const card = page.getByRole("article", { name }).first()
  await card.getByRole("button", { name: "Edit" }).click()
  await text(page, "Edit post").waitFor()
}

/** Clicks the button and waits for what it opens. */
async function open(page: Page, button: string | RegExp, opens: "dialog" | "menu" = "dialog"): Promise<void> {
  await page.getByRole("button", { name: button }).first().click()
  await page.getByRole(opens).waitFor()
}

/** What the desk shows while the database does not answer for one of its tables. */
async function without(table: "post" | "session", show: () => Promise<void>): Promise<void> {
  const { db } = await import("@/lib/db/client")
  await db().$executeRawUnsafe(`alter table "${table}" rename to "${table}_away"`)
  try {
    await show()
  } finally {
    await db().$executeRawUnsafe(`alter table "${table}_away" rename to "${table}"`)
  }
}

/** Publishes into the queue, as an editor without a network does. */
async function queue(page: Page, ...texts: string[]): Promise<void> {
  await page.context().setOffline(true)
  for (const words of texts) {
    await text(page).fill(words)
    await page.getByRole("region", { name: "New post" }).getByRole("button", { name: "Publish" }).click()
    await page.getByRole("region", { name: "Texts that wait" }).getByText(words).waitFor()
  }
}

/** So many that the list of what waits is folded. */
async function queueMany(page: Page, blog: StoryBlog): Promise<void> {
  await openDesk(page, blog)
  await queue(page, "Polls have closed.", "The first box is open.", "Turnout is at 61 per cent.", "Counting goes on.")
}

const at = (path: (stage: ScreenshotContext) => string) => (page: Page, stage: ScreenshotContext) =>
  goTo(page, path(stage))

/** Every page of the desk, and what it looks like in the middle of things. */
export const STATES: State[] = [
  { name: "sign-in", signedOut: true, show: at(() => paths.login()) },
  {
    name: "sign-in-wrong",
    signedOut: true,
    show: async (page) => {
      await goTo(page, paths.login())
      await page.getByLabel("Email address").fill("marian@newsroom.example")
      await page.getByLabel("Password", { exact: true }).fill("not it at all")
      await page.getByRole("button", { name: "Sign in" }).click()
      await page.getByRole("alert").filter({ hasText: /\S/ }).waitFor()
    },
  },
  { name: "set-up-done", signedOut: true, show: at(() => paths.setup("x")) },
  { name: "invite", signedOut: true, show: at(({ invite }) => paths.invite(invite)) },
  { name: "blogs", show: at(() => paths.desk()) },
  { name: "new-blog", show: at(() => paths.deskNewBlog()) },
  { name: "people", show: at(() => "/desk/people") },
  { name: "tokens", show: at(() => "/desk/tokens") },
  { name: "account", show: at(() => "/desk/account") },
  { name: "not-found", show: at(() => "/desk/nowhere") },
  { name: "error", show: (page, { blog }) => without("post", () => goTo(page, paths.deskBlog(blog.id))) },
  { name: "error-unframed", show: (page) => without("session", () => goTo(page, paths.desk())) },
  { name: "invite-passed", signedOut: true, show: at(() => paths.invite("x")) },
  { name: "empty-desk", show: (page, { empty }) => openDesk(page, empty) },
  { name: "desk", show: (page, { blog }) => openDesk(page, blog) },
  {
    name: "composer-blocks",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      const region = page.getByRole("region", { name: "New post" })
      await region.getByLabel("Headline").fill("First results from the north")
      await text(page).click()
      await page.keyboard.type("Turnout is at 61 per cent. ")
      await page.keyboard.press("Enter")
      await page.keyboard.type("- Harbour district: 58\nOld town: 66\n")
      await page.keyboard.press("Enter")
      await page.keyboard.type("/quote")
      await page.getByRole("listbox", { name: "Blocks" }).waitFor()
      await page.keyboard.press("Enter")
      await page.keyboard.type("We will count all night.")
    },
  },
  {
    name: "slash-menu",
    show: async (page, { empty }) => {
      await openDesk(page, empty)
      await text(page).click()
      await page.keyboard.type("/")
      await page.getByRole("listbox", { name: "Blocks" }).waitFor()
    },
  },
  {
    name: "schedule",
    show: async (page, { empty }) => {
      await openDesk(page, empty)
      await text(page).fill("Doors open at the town hall")
      await open(page, "Schedule")
    },
  },
  {
    name: "palette",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      await page.keyboard.press("Control+k")
      await page.getByRole("dialog").waitFor()
      await page.getByRole("option").nth(3).waitFor()
    },
  },
  {
    name: "keys",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      await page.getByRole("heading", { level: 1 }).click()
      await page.keyboard.press("?")
      await page.getByRole("dialog").waitFor()
    },
  },
  { name: "search", show: at(({ blog }) => `${paths.deskBlog(blog.id)}?words=eagle#timeline-title`) },
  { name: "search-nothing", show: at(({ blog }) => `${paths.deskBlog(blog.id)}?words=lighthouse#timeline-title`) },
  {
    name: "filters",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      await open(page, "Filters")
    },
  },
  {
    name: "bulk",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      const boxes = page.getByRole("article").getByRole("checkbox")
      for (const index of [0, 1, 2]) await boxes.nth(index).check()
      await page.getByRole("region", { name: "Selected posts" }).scrollIntoViewIfNeeded()
    },
  },
  { name: "approval", show: at(({ blog }) => `${paths.deskBlog(blog.id)}?state=submitted#timeline-title`) },
  { name: "scheduled", show: at(({ blog }) => `${paths.deskBlog(blog.id)}?state=scheduled#timeline-title`) },
  { name: "deleted", show: at(({ blog }) => `${paths.deskBlog(blog.id)}?state=deleted#timeline-title`) },
  {
    name: "end-coverage",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      await open(page, "End coverage")
    },
  },
  {
    name: "undo",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      const card = page.getByRole("article").last()
      const name = (await card.getByRole("button", { name: /^(Pin|Unpin)$/ }).count()) > 0 ? /^(Pin|Unpin)$/ : /Hide/
      await card.getByRole("button", { name }).click()
      await page
        .getByRole("region", { name: /^Messages/ })
        .getByRole("button", { name: "Undo" })
        .waitFor()
    },
  },
  {
    name: "history",
    show: async (page, { blog, story }) => {
      const { id } = await story.createPost(blog, {
        title: "The bridge",
        text: "Two injured on the old bridge.\n\nMore soon.",
        state: "draft",
      })
      await story.editPost(blog, id, { text: "Three injured on the bridge.\n\nMore soon.\n\nPolice speak at noon." })
      await story.editPost(blog, id, { keyEvent: true, tags: ["bridge"] })
      await goTo(page, paths.deskHistory(blog.id, id, { version: 2 }))
    },
  },
  {
    name: "conflict",
    show: async (page, { empty, story }) => {
      const first = "Two injured on the bridge.\n\nThe road is closed.\n\nMore soon."
      const { id } = await story.createPost(empty, { title: "Bridge", text: first, state: "draft" })
      await openDesk(page, empty)
      await edit(page, "Bridge")
      const field = text(page, "Edit post")
      await field.getByText("Two injured on the bridge.").click()
      await page.keyboard.press("End")
      await page.keyboard.type(" Police confirm.")
      await story.editPost(empty, id, {
        text: first.replace("bridge.", "bridge. One of them badly.").replace("closed", "open"),
      })
      await page.getByRole("region", { name: "Edit post" }).getByRole("button", { name: "Update" }).click()
      await page.getByRole("region", { name: /newer text/ }).waitFor()
    },
  },
  {
    name: "recovered",
    show: async (page, { empty }) => {
      await openDesk(page, empty)
      await text(page).click()
      await page.keyboard.type("The harbour master says that two ferries")
      await page.waitForTimeout(700)
      await page.reload()
      await page.getByText(/Restored what you had written/).waitFor()
    },
  },
  {
    name: "waiting",
    show: async (page, { empty }) => {
      await openDesk(page, empty)
      await queue(page, "Power is out in the whole harbour district.")
    },
  },
  {
    name: "waiting-many",
    show: async (page, { empty }) => {
      await queueMany(page, empty)
      await page.getByRole("button", { name: "3 more" }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: "waiting-unfolded",
    show: async (page, { empty }) => {
      await queueMany(page, empty)
      await page.getByRole("button", { name: "3 more" }).click()
      await page.getByText("Polls have closed.").scrollIntoViewIfNeeded()
    },
  },
  { name: "templates", show: at(({ blog }) => paths.deskTemplates(blog.id)) },
  { name: "team", show: at(({ blog }) => paths.deskBlogTeam(blog.id)) },
  { name: "settings", show: at(({ blog }) => paths.deskBlogSettings(blog.id)) },
  { name: "activity", show: at(({ blog }) => paths.deskActivity(blog.id)) },
  {
    name: "health",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      await open(page, "Live status")
    },
  },
  {
    name: "account-menu",
    show: async (page, { blog }) => {
      await openDesk(page, blog)
      await open(page, /^Menu|Marian Holt/, "menu")
    },
  },
  {
    name: "long",
    show: async (page, { long }) => {
      await openDesk(page, long)
      for (let notch = 0; notch < 60; notch += 1) {
        await page.mouse.wheel(0, 4_000)
        await page.waitForTimeout(60)
      }
      await page.getByRole("article").last().waitFor()
      await page.waitForTimeout(500)
    },
  },
]
