import type { Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { composer, giveFiles, makePicture, openDesk, paste, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"

const DESCRIPTION = "Alt text"
const COLOURS = ["#c02020", "#20a020", "#2020c0"]

const files = async () =>
  Promise.all(
    COLOURS.map(async (colour, index) => ({
      name: `picture-${index + 1}.jpg`,
      mimeType: "image/jpeg",
      buffer: await makePicture(colour),
    })),
  )
const option = (desk: Page, name: string) => desk.getByRole("option", { name, exact: true })
const publish = (desk: Page) => composer(desk).getByRole("button", { name: "Publish" }).click()

/** Opens a reader's page, and tells of what jumped on it and whom it asked. */
async function openAsReader(page: Page, path: string) {
  const hosts = new Set<string>()
  page.on("request", (request) => hosts.add(new URL(request.url()).host))
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, { moved: window.moved + (entry as unknown as { value: number }).value })
    }).observe({ type: "layout-shift", buffered: true })
  })
  await page.goto(path)
  await waitUntilLive(page)
  return {
    hosts,
    moved: () => page.evaluate(() => window.moved),
  }
}

declare global {
  interface Window {
    moved: number
  }
}

test.use({ deskView: "cards" })

test("an editor makes a gallery with the keyboard, orders it, and readers get it without script and without a jump", async ({
  desk,
  browser,
  story,
}) => {
  test.slow()
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  // Well before the key: the browser takes a moment to hand over its dialog, and a key does not wait for it.
  const chooser = desk.waitForEvent("filechooser")
  await textOf(desk).focus()
  await desk.keyboard.type("/gal")
  await expect(desk.getByRole("listbox", { name: "Blocks" })).toBeVisible()
  await expect(option(desk, "Gallery")).toHaveAttribute("aria-selected", "true")
  // The list came where the cursor is, and the page stayed where it was.
  expect(await desk.evaluate(() => window.scrollY)).toBe(0)
  const chosen = await option(desk, "Gallery").getAttribute("id")
  await expect(textOf(desk)).toHaveAttribute("aria-activedescendant", chosen ?? "")
  await expectAccessible(desk)
  await desk.keyboard.press("Enter")
  await (await chooser).setFiles(await files())
  const fields = composer(desk).getByLabel(DESCRIPTION)
  await expect(fields).toHaveCount(3)

  await fields.nth(0).fill("Red")
  await fields.nth(1).fill("Green")
  await publish(desk)
  await expect(composer(desk).getByRole("alert")).toContainText("Describe each picture")
  await expect(fields.nth(2)).toBeFocused()
  await composer(desk).getByLabel("Decorative").nth(2).check()
  await composer(desk).getByLabel("Caption").nth(1).fill("The green one")

  const handle = composer(desk).getByRole("button", { name: "Move picture 2 of 3", exact: true })
  await handle.focus()
  await desk.keyboard.press("ArrowUp")
  await expect(fields.nth(0)).toHaveValue("Green")
  await expect(composer(desk).getByRole("button", { name: "Move picture 1 of 3", exact: true })).toBeFocused()
  await composer(desk).getByRole("button", { name: "Focal point" }).first().focus()
  await desk.keyboard.press("ArrowRight")
  await desk.keyboard.press("ArrowUp")
  await expect(
    composer(desk).getByRole("button", { name: "Focal point: 55% from the left, 45% from the top" }),
  ).toBeVisible()
  await expectAccessible(desk)
  await publish(desk)
  await expect(composer(desk).getByText("Published")).toBeVisible()

  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${process.env.E2E_URL}${blog.path}`)
  const pictures = page.getByRole("article").locator("figure img")
  await expect(pictures).toHaveCount(3)
  await expect(pictures.nth(0)).toHaveAttribute("alt", "Green")
  await expect(pictures.nth(0)).toHaveCSS("object-position", "55% 45%")
  await expect(page.getByText("The green one")).toBeVisible()
  await context.close()

  const scripted = await (await browser.newContext()).newPage()
  const { moved, hosts } = await openAsReader(scripted, `${process.env.E2E_URL}${blog.path}`)
  await expect(scripted.getByRole("article").locator("figure img").last()).toBeVisible()
  expect(await moved()).toBeLessThanOrEqual(0.01)
  expect([...hosts]).toHaveLength(1)
  await expectAccessible(scripted)
  await scripted.context().close()
})

test("pictures that stand together become a gallery and single ones again, and a dragged one takes its new place", async ({
  desk,
  story,
}) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  const given = (await files()).map(({ name, buffer }) => ({ name, bytes: buffer }))
  await giveFiles(textOf(desk), "paste", given)
  const fields = composer(desk).getByLabel(DESCRIPTION)
  await expect(fields).toHaveCount(3)
  for (const [index, words] of ["one", "two", "three"].entries()) await fields.nth(index).fill(words)
  await composer(desk).getByRole("button", { name: "Move picture down" }).first().click()
  await expect(fields.nth(0)).toHaveValue("two")
  await desk.keyboard.press("Alt+Shift+ArrowUp")
  await expect(fields.nth(0)).toHaveValue("one")

  await composer(desk).getByRole("button", { name: "Combine 3 into gallery" }).first().click()
  await expect(composer(desk).getByText("Gallery of 3")).toBeVisible()
  const handle = composer(desk).getByRole("button", { name: "Move picture 1 of 3", exact: true })
  await handle.scrollIntoViewIfNeeded()
  await handle.hover()
  await desk.mouse.down()
  const last = await composer(desk).getByRole("button", { name: "Move picture 2 of 3", exact: true }).boundingBox()
  await desk.mouse.move((last?.x ?? 0) + 5, (last?.y ?? 0) + (last?.height ?? 0) * 0.8, { steps: 8 })
  await desk.mouse.up()
  await expect(fields.nth(1)).toHaveValue("one")
  await composer(desk).getByRole("button", { name: "Ungroup" }).click()
  await expect(composer(desk).getByText("Gallery of 3")).toHaveCount(0)
  await expect(fields.nth(0)).toHaveValue("two")
})

test("an editor writes a fact box, with a list in it, and goes on below it", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).focus()
  await desk.keyboard.type("/fact")
  await desk.keyboard.press("Enter")
  await expect(composer(desk).getByLabel("Title of the fact box")).toBeFocused()
  await desk.keyboard.type("The barrier")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("Closed since noon.")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("- Built in 1982")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("Twenty gates")
  for (let times = 0; times < 3; times += 1) await desk.keyboard.press("Enter")
  await desk.keyboard.type("And the water rises.")
  await expectAccessible(desk)
  await desk.keyboard.press("Control+Enter")
  await expect(composer(desk).getByText("Published")).toBeVisible()

  await page.goto(blog.path)
  const box = page.getByRole("note", { name: "The barrier" })
  await expect(box.getByRole("heading", { name: "The barrier" })).toBeVisible()
  await expect(box.getByRole("listitem")).toHaveText(["Built in 1982", "Twenty gates"])
  await expect(box.getByText("And the water rises.")).toHaveCount(0)
  await expect(page.getByText("And the water rises.")).toBeVisible()
  await expectAccessible(page)
})

test("a linked page brings its title, words and picture along, and readers ask nobody for them", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).focus()
  await desk.keyboard.type("/video")
  await desk.keyboard.press("Enter")
  await desk.getByLabel("Address").fill(`${process.env.E2E_LINKED}/surge`)
  await desk.getByRole("button", { name: "Add", exact: true }).click()
  await expect(composer(desk).getByText("How a storm surge works")).toBeVisible()
  await expectAccessible(desk)
  await composer(desk).getByRole("button", { name: "Remove preview" }).click()
  await expect(composer(desk).getByText("How a storm surge works")).toHaveCount(0)
  await composer(desk).getByRole("button", { name: "Get preview" }).click()
  await expect(composer(desk).getByText("How a storm surge works")).toBeVisible()
  await textOf(desk).press("Control+End")
  await paste(textOf(desk), { text: `${process.env.E2E_LINKED}/nothing` })
  await expect(composer(desk).getByText("the page does not say what it is")).toBeVisible()
  await publish(desk)
  await expect(composer(desk).getByText("Published")).toBeVisible()

  const { hosts, moved } = await openAsReader(page, blog.path)
  const link = page.getByRole("link", { name: "How a storm surge works" })
  await expect(link).toHaveAttribute("href", `${process.env.E2E_LINKED}/surge`)
  await expect(link).toContainText("Example Weather · 127.0.0.1")
  await expect(link.locator("img")).toBeVisible()
  await expect(page.getByRole("link", { name: "127.0.0.1 /nothing" })).toBeVisible()
  expect([...hosts]).toEqual([new URL(page.url()).host])
  expect(await moved()).toBeLessThanOrEqual(0.01)
  await expectAccessible(page)
})

test("an address inside our own network is not looked at, and the plain link stays", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  await paste(textOf(desk), { text: "http://169.254.169.254/latest/meta-data/" })
  await expect(composer(desk).getByText("This address is not on the public web")).toBeVisible()
  await expect(composer(desk).getByText("Link to 169.254.169.254")).toBeVisible()
})

test("who is not signed in cannot make the server look at anything", async ({ page }) => {
  const url = process.env.E2E_URL ?? ""
  const answer = await page.request.post(`${url}/api/desk/link-card`, {
    headers: { origin: url },
    data: { url: `${process.env.E2E_LINKED}/surge` },
  })
  expect(answer.status()).toBe(401)
})

test("an editor sees a player's place as readers do, and the player on a click", async ({ desk, story }) => {
  await desk.route("https://bsky.app/**", (route) => route.abort())
  await desk.route("https://embed.bsky.app/**", (route) =>
    route.fulfill({ contentType: "text/html", body: `<p>${new URL(route.request().url()).pathname}</p>` }),
  )
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  await paste(textOf(desk), { text: "https://bsky.app/profile/nasa.bsky.social/post/3kx2abcdefg2a" })
  await expect(composer(desk).getByText("Bluesky post")).toBeVisible()
  await composer(desk).getByRole("button", { name: "Show on Bluesky" }).click()
  const player = composer(desk).frameLocator("iframe")
  await expect(player.getByText("/embed/nasa.bsky.social/app.bsky.feed.post/3kx2abcdefg2a")).toBeVisible()
})

test("marks of Markdown become what they mean, and : offers emoji", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).focus()
  await desk.keyboard.type("## Tonight")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("**Strong** and *soft*, see [the plan](example.org/plan). At 10:30 we ")
  await desk.keyboard.type(":rocket")
  await expect(desk.getByRole("listbox", { name: "Emoji" })).toBeVisible()
  await expect(option(desk, "rocket")).toHaveAttribute("aria-selected", "true")
  await expectAccessible(desk)
  await desk.keyboard.press("Enter")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("1. first")
  await desk.keyboard.press("Enter")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("> Said so")
  await desk.keyboard.press("Control+Enter")
  await expect(composer(desk).getByText("Published")).toBeVisible()

  await page.goto(blog.path)
  const post = page.getByRole("article")
  await expect(post.getByRole("heading", { name: "Tonight" })).toBeVisible()
  await expect(post.locator("strong")).toHaveText("Strong")
  await expect(post.locator("em")).toHaveText("soft")
  await expect(post.getByRole("link", { name: "the plan" })).toHaveAttribute("href", "https://example.org/plan")
  await expect(post.getByText("At 10:30 we 🚀")).toBeVisible()
  await expect(post.locator("ol li")).toHaveText("first")
  await expect(post.locator("blockquote")).toHaveText("Said so")
})

test("the menu of blocks goes with Escape, leaves what was typed, and never opens within a sentence", async ({
  desk,
  story,
}) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  await desk.keyboard.type("and/or")
  await expect(desk.getByRole("listbox")).toHaveCount(0)
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("/qu")
  await expect(option(desk, "Quote")).toBeVisible()
  await desk.keyboard.press("Escape")
  await expect(desk.getByRole("listbox")).toHaveCount(0)
  await expect(textOf(desk)).toContainText("/qu")
  await expect(textOf(desk)).not.toHaveAttribute("aria-activedescendant")
  await desk.keyboard.press("Enter")
  await desk.keyboard.type("/")
  await option(desk, "Bullet list").click()
  await desk.keyboard.type("one")
  await expect(textOf(desk).getByRole("listitem")).toHaveText("one")
})

test("an editor writes a table by keys, readers sort it, and it follows every change in place", async ({
  desk,
  page,
  story,
}) => {
  test.slow()
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).focus()
  await desk.keyboard.type("/tabl")
  await expect(option(desk, "Table")).toHaveAttribute("aria-selected", "true")
  await desk.keyboard.press("Enter")
  await expect(textOf(desk).getByRole("cell")).toHaveCount(9)
  const write = async (words: string[]) => {
    for (const word of words) {
      await desk.keyboard.type(word)
      await desk.keyboard.press("Tab")
    }
  }
  await write(["Party", "Seats", "Change", "Red", "9", "+1", "Blue", "1,041", "−3"])
  // The last cell led into a new row.
  await expect(textOf(desk).getByRole("row")).toHaveCount(4)
  await write(["Grün", "38", "–"])
  await composer(desk).getByRole("button", { name: "Delete row" }).click()
  await desk.keyboard.press("Control+z")
  await expect(textOf(desk).getByRole("row")).toHaveCount(5)
  await composer(desk).getByRole("button", { name: "Delete row" }).click()
  await composer(desk).getByLabel("Caption of the table (optional)").fill("Seats so far")
  await composer(desk).getByLabel("Readers can sort").check()
  await expectAccessible(desk)
  await publish(desk)
  await expect(desk.getByRole("article").getByRole("cell", { name: "Grün" })).toBeVisible()

  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(blog.path)
  await waitUntilLive(page)
  const table = page.getByRole("region", { name: "Seats so far" })
  const column = (at: number) =>
    table.locator("tbody tr").evaluateAll((rows, place) => rows.map((row) => row.children[place]?.textContent), at)
  const press = (name: string) => table.getByRole("button", { name }).click()
  expect(await column(0)).toEqual(["Red", "Blue", "Grün"])
  await press("Seats")
  await expect.poll(() => column(0)).toEqual(["Red", "Grün", "Blue"])
  await expect(table.getByRole("columnheader", { name: "Seats" })).toHaveAttribute("aria-sort", "ascending")
  await press("Seats")
  await expect.poll(() => column(0)).toEqual(["Blue", "Grün", "Red"])
  await expectAccessible(page)

  const id = await page.getByRole("article").first().getAttribute("data-post-id")
  const rows = [
    ["Party", "Seats", "Change"],
    ["Red", "2,000", "+1"],
    ["Blue", "1,041", "−3"],
    ["Grün", "38", "–"],
    ["Gold", "", "0"],
  ]
  const attrs = { caption: "Seats so far", headerRow: true, sortable: true }
  await story.editPost(blog, id ?? "", { content: { type: "doc", content: [{ type: "table", attrs, rows }] } })
  await expect.poll(() => column(0)).toEqual(["Red", "Blue", "Grün", "Gold"])
  await press("Seats")
  await expect.poll(() => column(0)).toEqual(["Red", "Blue", "Grün", "Gold"])
  await press("Change")
  await expect.poll(() => column(2)).toEqual(["−3", "0", "+1", "–"])
})
