import { mkdir } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { paths } from "@/lib/paths"
import type { Actor } from "@/lib/permissions/actor"
import { fillBlog } from "../bench/fill-blog"
import type { Product } from "../lib/start-product"
import { asStoryBlog, type StoryBlog, type StoryClient, storyOf } from "../lib/story-client"
import { type ScreenshotContext, STATES } from "./desk-states"
import { forgetUnfinished, joinDatabase, SIZES, setUpNewsroom, withProduct, writeLiveBlog } from "./sample-newsroom"
import { takeAll } from "./take-all"

const SYSTEM: Actor = { kind: "system", name: "Screenshots", source: "desk" }
const MANY_POSTS = 5_000

/** Pictures of every page of the desk and of what happens on it, to be looked at; `only`: those whose names have one of these. */
export async function takeDesk(folder: string, only = [""]): Promise<void> {
  const isWanted = (name: string) => only.some((part) => name.includes(part))
  await withProduct(async (product, browser) => {
    const place = { browser, folder, url: product.url, sizes: SIZES }
    await mkdir(folder, { recursive: true })
    const setup = async (page: Page) => void (await page.goto(paths.setup(product.setupToken)))
    if (isWanted("set-up")) await takeAll(place, { name: "set-up", show: setup })
    const session = await setUpNewsroom(browser, product)
    const none = async (page: Page) => {
      await page.goto(paths.desk())
      await page.getByRole("heading", { name: "No live blogs yet" }).waitFor()
    }
    if (isWanted("blogs-none")) await takeAll(place, { name: "blogs-none", show: none }, session)
    const stage = await makeStage(product)
    for (const state of STATES.filter(({ name }) => isWanted(name))) {
      const show = async (page: Page) => {
        await forgetUnfinished()
        await page.goto(paths.front(), { waitUntil: "networkidle" })
        await state.show(page, stage)
      }
      await takeAll(place, { name: state.name, show }, state.signedOut ? undefined : session)
    }
  })
}

async function makeStage(product: Product): Promise<ScreenshotContext> {
  await joinDatabase(product)
  const { invitePerson } = await import("@/lib/auth/invites")
  const story = storyOf(product)
  const blog = await writeLiveBlog()
  const empty = await story.createBlog({ slug: "town-hall", title: "Town hall: the evening of the count" })
  await story.createBlog({ slug: "derby", title: "The derby, live", summary: "Kick-off at eight" })
  const { slug: many } = await fillBlog("long-night", MANY_POSTS)
  const { db } = await import("@/lib/db/client")
  const { id: longId } = await db().blog.findUniqueOrThrow({ where: { slug: many } })
  await writeMore(story, blog)
  const invited = { email: "ines@newsroom.example", name: "Ines Prado", role: "contributor" as const }
  const { token } = await invitePerson(SYSTEM, invited)
  const long = asStoryBlog({ id: longId, slug: many })
  return { story, blog, empty, long, url: product.url, invite: token }
}

/** What a story has not: all states, tags, several authors, corrections, links, colleagues, templates. */
async function writeMore(story: StoryClient, blog: StoryBlog): Promise<void> {
  const { createUser } = await import("@/lib/auth/create-user")
  const { saveTemplate } = await import("@/lib/posts/templates")
  const { db } = await import("@/lib/db/client")
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  const embed = { url: "https://example.org/report", card: { title: "The report", site: "Example", description: "D" } }
  const posts: Record<string, unknown>[] = [
    { text: "Recovery ships are in position.", state: "submitted", author: "Ines Prado", tags: ["recovery"] },
    { title: "What the crew eats", text: "Bacon squares, peaches, coffee.", state: "submitted", author: "Tom Okoye" },
    { text: "First steps are expected in the evening.", publishAt: inAnHour, title: "Next" },
    { text: "Press conference in Houston.", publishAt: new Date(Date.now() + 90_000_000).toISOString() },
    {
      text: "A line that nobody will see for now.",
      state: "draft",
      authors: [{ name: "Ann Ode" }, { name: "Ben Roe" }],
    },
    { text: "Wrong crater named.", correction: "An earlier version named another crater.", tags: ["moon", "maps"] },
    { content: { type: "doc", content: [{ type: "embed", attrs: embed }] } },
    { text: "Said too early." },
    { text: "A mistake." },
  ]
  const made: string[] = []
  for (const post of posts) made.push((await story.createPost(blog, post)).id)
  await story.editPost(blog, made[7] ?? "", { state: "hidden" })
  await story.deletePost(blog, made[8] ?? "")
  for (const [name, role] of [
    ["Ines Prado", "contributor"],
    ["Tom Okoye", "contributor"],
    ["Ben Roe-Carmichael", "editor"],
  ] as const) {
    const email = `${name.split(" ")[0]?.toLowerCase()}.${name.length}@newsroom.example`
    await db().$transaction((tx) => createUser(tx, { name, email, role, passwordHash: "none" }))
  }
  for (const name of ["Statement", "Goal"]) {
    const content = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: `${name}: …` }] }] }
    await saveTemplate(SYSTEM, blog.id, { name, title: name, content } as Parameters<typeof saveTemplate>[2])
  }
}
