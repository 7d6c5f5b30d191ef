import { expect, type Page, test } from "@playwright/test"
import { type Product, startProduct } from "../../scripts/lib/start-product"
import { expectAccessible } from "./accessible"
import { makePicture } from "./desk-page"
import { ADMIN } from "./global-setup"

let product: Product
test.beforeAll(async () => {
  test.setTimeout(120_000)
  product = await startProduct()
})
test.afterAll(() => product.stop())

async function setUp(desk: Page): Promise<void> {
  await desk.goto(`/setup?token=${product.setupToken}`)
  await desk.getByLabel("Your name").fill(ADMIN.name)
  await desk.getByLabel(/^E-?mail/).fill(ADMIN.email)
  await desk.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await desk.locator("button[type=submit]").click()
  await expect(desk.getByRole("heading", { name: "Live blogs", exact: true })).toBeVisible()
}

test("from an empty installation to pages with the newsroom's own name, logo, links and footer", async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const desk = await (await browser.newContext({ baseURL: product.url })).newPage()
  const reader = await (await browser.newContext({ baseURL: product.url })).newPage()
  await setUp(desk)
  // In memory with the old name, so that the change must reach what is kept.
  await reader.goto("/")
  await expect(reader.getByRole("banner")).toContainText("Running Story")

  await desk.getByRole("link", { name: "Site", exact: true }).click()
  await desk.getByLabel("Site name").fill("The Harbour Times")
  const preview = desk.getByRole("region", { name: "Preview" })
  await expect(preview).toContainText("The Harbour Times")
  await desk.getByRole("button", { name: "Add link to masthead links" }).click()
  await desk.getByLabel("Masthead links: text 1").fill("Sport")
  await desk.getByLabel("Masthead links: link 1").fill("https://harbour.example/sport")
  await desk.getByRole("button", { name: "Add link to footer links" }).click()
  await desk.getByLabel("Footer links: text 1").fill("Imprint")
  await desk.getByLabel("Footer links: link 1").fill("javascript:alert(1)")
  await desk.getByLabel("Footer text (optional)").fill("Harbour Times Ltd\n1 Quay Street")
  await expect(preview.getByText("Imprint").first()).toBeVisible()
  await desk.getByLabel("Icon", { exact: true }).setInputFiles({
    name: "icon.jpg",
    mimeType: "image/jpeg",
    buffer: await makePicture("#0a5c8f"),
  })
  await expect(desk.getByLabel("Icon: description")).toBeVisible()
  await desk.getByLabel("Block GPTBot (OpenAI, training)").check()
  await desk.getByLabel("Show “Made with Running Story”").uncheck()
  const save = desk.getByRole("button", { name: "Save settings" })
  await save.click()
  await expect(desk.getByText("Enter a full link: https://, http://, mailto: or tel:.")).toBeVisible()
  await expect(desk.getByLabel("Footer links: link 1")).toBeFocused()
  await desk.getByLabel("Footer links: link 1").fill("https://harbour.example/imprint")
  await save.click()
  await expect(desk.getByText("Settings saved")).toBeVisible()
  await expect(desk.getByText(/changed: .*\bname\b/)).toBeVisible()
  await expectAccessible(desk)

  await reader.goto("/")
  await expect(reader.getByRole("banner").getByRole("link", { name: "The Harbour Times" })).toBeVisible()
  await expect(reader.getByRole("banner").getByRole("link", { name: "Sport" })).toHaveAttribute(
    "href",
    "https://harbour.example/sport",
  )
  const footer = reader.getByRole("contentinfo")
  await expect(footer).toContainText("1 Quay Street")
  await expect(footer.getByRole("link", { name: "Imprint" })).toBeVisible()
  await expect(reader).toHaveTitle(/^The Harbour Times/)
  const icon = await reader.locator("link[rel=icon]").getAttribute("href")
  expect((await reader.request.get(icon ?? "")).headers()["content-type"]).toBe("image/png")
  await expectAccessible(reader)
  expect(await reader.content()).not.toContain("Running Story")
  expect(await (await reader.request.get("/robots.txt")).text()).toMatch(/User-Agent: GPTBot\nDisallow: \/\n/)
  await reader.goto("/login")
  await expect(reader.getByText("The Harbour Times")).toBeVisible()
  expect(await reader.content()).not.toContain("Running Story")
})
