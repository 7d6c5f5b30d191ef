import { type Browser, expect, type Page, test } from "@playwright/test"
import { freezeDatabase } from "../../scripts/lib/postgres/freeze"
import { type Product, startProduct } from "../../scripts/lib/start-product"
import { card, composer, giveFiles, makePicture, textOf, undoButton } from "./desk-page"
import { watchErrors } from "./fixtures"
import { ADMIN } from "./global-setup"

test.use({ trace: "on" })
test.describe.configure({ mode: "serial" })

/** One polling interval, as it comes, and the time to draw. */
const ONE_INTERVAL = { timeout: 3_000 + 1_500 }

let product: Product
test.beforeAll(async () => {
  test.setTimeout(120_000)
  product = await startProduct()
})
test.afterAll(() => product.stop())

async function openPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: product.url })).newPage()
}

async function setUp(desk: Page): Promise<void> {
  await desk.goto(`/setup?token=${product.setupToken}`)
  await desk.getByLabel("Your name").fill(ADMIN.name)
  await desk.getByLabel("Email address").fill(ADMIN.email)
  await desk.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await desk.getByRole("button", { name: "Create account" }).click()
  await expect(desk.getByRole("heading", { name: "Live blogs", exact: true })).toBeVisible()
}

async function makeBlog(desk: Page, title: string): Promise<string> {
  await desk.getByRole("link", { name: "New live blog" }).click()
  await desk.getByLabel("Title").fill(title)
  await desk.getByRole("radio", { name: /^Publish page now/ }).check()
  await desk.getByRole("button", { name: "Create live blog" }).click()
  await expect(textOf(desk)).toBeVisible()
  return (
    (await desk
      .getByRole("link", { name: /view live page/i })
      .first()
      .getAttribute("href")) ?? ""
  )
}

test("from an empty machine to an ended blog: a second browser's open page follows each step", async ({ browser }) => {
  test.setTimeout(180_000)
  const [desk, reader] = [await openPage(browser), await openPage(browser)]
  const errors = [...watchErrors(desk, []), ...watchErrors(reader, [])]
  await setUp(desk)
  const setUpAgain = await desk.request.get(`/setup?token=${product.setupToken}`)
  expect(setUpAgain.status()).toBe(404)
  expect(await setUpAgain.text()).toContain("Already set up")
  const address = await makeBlog(desk, "The first night")
  await reader.goto(address)
  await expect(reader.getByRole("heading", { name: "The first night" })).toBeVisible()
  const loads: string[] = []
  reader.on("framenavigated", (frame) => loads.push(frame.url()))

  const tool = (name: string) => composer(desk).getByRole("button", { name, exact: true }).click()
  const type = (words: string) => desk.keyboard.type(words)
  const write: [string, () => Promise<void>][] = [
    ["Just words", async () => {}],
    [
      "Bold and italic",
      async () => {
        await tool("Bold")
        await type("strong")
        await tool("Bold")
        await tool("Italic")
        await type("soft")
        await tool("Italic")
      },
    ],
    [
      "A bullet list",
      async () => {
        await desk.keyboard.press("Enter")
        await tool("Bullet list")
        await type("point")
      },
    ],
    [
      "A numbered list",
      async () => {
        await desk.keyboard.press("Enter")
        await tool("Numbered list")
        await type("first")
      },
    ],
    [
      "A quote",
      async () => {
        await desk.keyboard.press("Enter")
        await tool("Quote")
        await type("Said and done")
      },
    ],
    [
      "A heading",
      async () => {
        await desk.keyboard.press("Enter")
        await tool("Heading")
        await type("Part two")
      },
    ],
    [
      "A video",
      async () => {
        await desk.keyboard.press("Enter")
        await type("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
        await desk.keyboard.press("Enter")
      },
    ],
    [
      "A link card",
      async () => {
        await desk.keyboard.press("Enter")
        await type("https://example.org/results")
        await desk.keyboard.press("Enter")
      },
    ],
    ["A key event", async () => tool("Key event")],
    [
      "A picture",
      async () => {
        await giveFiles(textOf(desk), "paste", [{ name: "hall.jpg", bytes: await makePicture("#336699") }])
        await composer(desk).getByLabel("Alt text").first().fill("The counting hall")
      },
    ],
  ]
  for (const [title, add] of write) {
    await composer(desk).getByLabel("Headline").fill(title)
    await textOf(desk).click()
    await type(`${title}: `)
    await add()
    await desk.keyboard.press("Control+Enter")
    await expect(card(desk, title)).toBeVisible()
    await expect(reader.getByRole("article", { name: title })).toBeVisible(ONE_INTERVAL)
  }
  await expect(reader.getByRole("img", { name: "The counting hall" })).toBeVisible()
  await expect(reader.getByRole("button", { name: /Load video from YouTube/ })).toBeVisible()
  await expect(reader.getByRole("link", { name: /example\.org/ })).toBeVisible()

  const first = reader.getByRole("article", { name: "Just words" })
  await card(desk, "Just words").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await textOf(desk, edit).fill("Better words")
  await desk.keyboard.press("Control+Enter")
  await expect(first.getByText("Better words")).toBeVisible(ONE_INTERVAL)
  await card(desk, "Just words").getByRole("button", { name: "Hide" }).click()
  await expect(first).toHaveCount(0, ONE_INTERVAL)
  await card(desk, "Just words").getByRole("button", { name: "Show" }).click()
  await expect(first).toBeVisible(ONE_INTERVAL)
  await card(desk, "Just words").getByRole("button", { name: "Delete" }).click()
  await expect(first).toHaveCount(0, ONE_INTERVAL)
  await undoButton(desk).click()
  await expect(first).toBeVisible(ONE_INTERVAL)
  await desk.getByRole("button", { name: "End coverage" }).click()
  await desk.getByRole("dialog").getByRole("button", { name: /end/i }).click()
  await expect(reader.getByText("Ended", { exact: true }).first()).toBeVisible(ONE_INTERVAL)
  expect(loads).toEqual([])
  expect(errors).toEqual([])
})

test("while the database is frozen the desk keeps the text and says why, readers keep the page, and both recover alone", async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const [desk, reader] = [await openPage(browser), await openPage(browser)]
  await desk.goto("/login")
  await desk.getByLabel("Email address").fill(ADMIN.email)
  await desk.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await desk.getByRole("button", { name: "Sign in" }).click()
  const address = await makeBlog(desk, "A night with a fault")
  await textOf(desk).fill("Before the fault")
  await desk.keyboard.press("Control+Enter")
  await expect(card(desk, "Before the fault")).toBeVisible()
  await reader.goto(address)
  await expect(reader.getByText("Before the fault")).toBeVisible()

  await textOf(desk).fill("Written during the fault")
  const freeze = await freezeDatabase(product)
  await desk.keyboard.press("Control+Enter")
  const waiting = desk.getByRole("region", { name: "Texts that wait" })
  await expect(waiting).toContainText("Written during the fault", { timeout: 40_000 })
  const again = await openPage(browser)
  await again.goto(address, { timeout: 60_000 })
  await expect(again.getByText("Before the fault")).toBeVisible()
  freeze.thaw()

  // It goes out by itself.
  await expect(card(desk, "Written during the fault")).toHaveCount(1, { timeout: 45_000 })
  await expect(waiting).toBeHidden()
  await expect(reader.getByText("Written during the fault")).toBeVisible({ timeout: 45_000 })
})
