import type { Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { inviteColleague } from "./colleague"
import { card, composer, openDesk, textOf } from "./desk-page"
import { expect, test, watchErrors } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"

const others = (page: Page) => page.getByRole("list", { name: "Also at this desk" }).getByRole("listitem")
const health = (page: Page) => page.getByRole("button", { name: "Live status" })

test("two people at one desk see each other, what they write and edit, and what they save", async ({
  desk,
  browser,
  story,
}) => {
  // Two browsers, an invitation and a look by axe.
  test.slow()
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "The first" })
  const ben = await inviteColleague(desk, browser, "Editor")
  const errors = watchErrors(ben.page, [])
  await openDesk(desk, blog)
  await expect(others(desk)).toHaveCount(0)
  await openDesk(ben.page, blog)
  await expect(others(desk)).toHaveText([new RegExp(ben.name)])
  await expect(others(ben.page)).toHaveText([/Ada Admin/])

  await textOf(ben.page).fill("Seen from the tower")
  await expect(desk.getByText(`${ben.name} is writing a post`)).toBeVisible()
  expect(await desk.content()).not.toContain("Seen from the tower")
  await composer(ben.page).getByRole("button", { name: "Publish" }).click()
  await expect(card(desk, "Seen from the tower")).toBeVisible()
  await expect(desk.getByText(`${ben.name} is writing a post`)).toHaveCount(0)

  await card(ben.page, "The first").getByRole("button", { name: "Edit" }).click()
  await expect(desk.getByText(`${ben.name} is editing this`)).toBeVisible()
  await expectAccessible(desk)
  await textOf(ben.page, ben.page.getByRole("region", { name: "Edit post" })).fill("The first, longer")
  await ben.page.keyboard.press("Control+Enter")
  await expect(card(desk, "The first, longer")).toBeVisible()
  await expect(desk.getByText(`${ben.name} is editing this`)).toHaveCount(0)
  await card(ben.page, "Seen from the tower").getByRole("button", { name: "Delete" }).click()
  await expect(card(desk, "Seen from the tower")).toHaveCount(0)

  expect(errors).toEqual([])
  await ben.context.close()
  await expect(others(desk)).toHaveCount(0)
})

test("a colleague's update moves nothing that is read or written, and who has scrolled is told", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  for (let number = 1; number <= 12; number += 1) await story.createPost(blog, { text: `Update number ${number}.` })
  await openDesk(desk, blog)
  await expect(health(desk)).toContainText("No readers now")
  const edited = card(desk, "Update number 10.")
  await edited.getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await expect(textOf(desk, edit)).toBeFocused()
  const topOf = async () => Math.round((await edit.boundingBox())?.y ?? 0)
  const before = await topOf()
  await story.createPost(blog, { text: "While somebody edits" })
  await expect(card(desk, "While somebody edits")).toBeAttached()
  await expect.poll(topOf).toBe(before)
  await expect(textOf(desk, edit)).toBeFocused()
  await edit.getByRole("button", { name: "Cancel" }).click()
  await expect(edit).toHaveCount(0)
  await desk.mouse.wheel(0, -5_000)
  await expect(card(desk, "While somebody edits")).toBeInViewport()

  const read = card(desk, "Update number 3.")
  await read.scrollIntoViewIfNeeded()
  await desk.mouse.wheel(0, 2_000)
  const placeOf = async () => Math.round((await read.boundingBox())?.y ?? 0)
  // The wheel goes on for a moment: at rest when two looks in a row find it in the same place.
  let place = Number.NaN
  await expect
    .poll(async () => {
      const before = place
      place = await placeOf()
      return place === before
    })
    .toBe(true)
  await story.createPost(blog, { text: "While somebody reads" })
  await story.createPost(blog, { text: "And another one" })
  await desk.getByRole("button", { name: "2 new posts" }).waitFor()
  expect(await placeOf()).toBe(place)
  await desk.getByRole("button", { name: "2 new posts" }).click()
  await expect(card(desk, "And another one")).toBeInViewport()
  await expect(desk.getByRole("button", { name: "2 new posts" })).toHaveCount(0)
})

test("the desk knows how many readers there are and how fast an update reached them", async ({ desk, page, story }) => {
  const blog = await story.createBlog({ publisher: "sse" })
  await openDesk(desk, blog)
  await expect(health(desk)).toContainText("No readers now")
  await page.goto(blog.path)
  await waitUntilLive(page)
  await expect(health(desk)).toContainText("1 reader", { timeout: 20_000 })
  // Only pages that have been open for a moment say how long an update took.
  await expect(async () => {
    await story.createPost(blog, { text: "How fast is this?" })
    await expect(health(desk)).toContainText(/seen \d\d:\d\d:\d\d on 1 page/, { timeout: 8_000 })
  }).toPass({ timeout: 35_000 })
  await health(desk).click()
  const panel = desk.getByRole("dialog", { name: "Live status" })
  await expect(panel.getByText("1 event stream")).toBeVisible()
  await expect(panel.getByText(/^At most \d/)).toBeVisible()
  await expectAccessible(desk)
  await page.close()
  await expect(panel.getByText("No readers now")).toBeVisible({ timeout: 20_000 })
})

test.describe("when the stream is cut", () => {
  test.use({ expectedErrors: [/Failed to load resource|net::ERR_/] })

  test("the desk says so, and has everything when it is back", async ({ desk, story }) => {
    const blog = await story.createBlog()
    await openDesk(desk, blog)
    await expect(health(desk)).toContainText("No readers now")
    await desk.context().setOffline(true)
    await expect(health(desk)).toContainText("No connection to the server")
    await story.createPost(blog, { text: "Meanwhile" })
    await desk.context().setOffline(false)
    await expect(card(desk, "Meanwhile")).toBeVisible()
    await expect(health(desk)).toContainText("No readers now")
  })

  test("whoever is locked out is told, and loses no word", async ({ desk, browser, story }) => {
    const blog = await story.createBlog()
    const ben = await inviteColleague(desk, browser, "Contributor")
    await openDesk(ben.page, blog)
    await expect(health(ben.page)).toContainText("No readers now")
    await textOf(ben.page).fill("Half a sentence")
    await desk.goto("/desk/people")
    await desk.getByRole("button", { name: `Actions for ${ben.name}` }).click()
    await desk.getByRole("menuitem", { name: "Deactivate" }).click()
    await desk.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click()
    await expect(health(ben.page)).toContainText("You are signed out")
    await expect(textOf(ben.page)).toHaveText("Half a sentence")
    await ben.context.close()
  })
})
