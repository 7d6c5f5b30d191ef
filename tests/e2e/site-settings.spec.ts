import { expect, type Page, test } from "@playwright/test"
import { findFreePort, type Product, startProduct } from "../../scripts/lib/start-product"
import { startMailServer } from "../fakes/mail-server"
import { expectAccessible } from "./accessible"
import { makePicture } from "./desk-page"
import { ADMIN } from "./global-setup"

test.describe.configure({ mode: "serial" })

let product: Product
let mail: Awaited<ReturnType<typeof startMailServer>>
test.beforeAll(async () => {
  test.setTimeout(120_000)
  mail = await startMailServer()
  const port = await findFreePort()
  const env = { SMTP_URL: mail.url, MAIL_FROM: "Desk <desk@newsroom.example>", APP_URL: `http://localhost:${port}` }
  product = await startProduct({ port, env })
})
test.afterAll(async () => {
  await product.stop()
  await mail.stop()
})

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
  await expect(desk.getByLabel("Icon alt text")).toBeVisible()
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

test("who forgot the password gets a link by email, the same words as a stranger, and chooses a new one", async ({
  page,
}) => {
  const answers: (string | null)[] = []
  for (const email of ["nobody@newsroom.example", ADMIN.email]) {
    await page.goto(`${product.url}/login`)
    await page.getByRole("link", { name: "Forgot password?" }).click()
    await page.waitForURL("**/login/forgot")
    await page.getByLabel("Email address").fill(email)
    await page.getByRole("button", { name: "Send reset link" }).click()
    answers.push(await page.getByRole("status").textContent())
  }
  expect(answers[0]).toBe(answers[1])
  await expectAccessible(page)
  await expect.poll(() => mail.received.map(({ to }) => to)).toEqual([[ADMIN.email]])
  const link = /http:\S+\/login\/reset\/\S+/.exec(mail.received[0]?.source ?? "")?.[0] ?? ""
  await page.goto(link)
  await page.getByLabel("New password").fill("three quiet boats at noon")
  await page.getByRole("button", { name: "Save password and sign in" }).click()
  await expect(page.getByRole("heading", { name: "Live blogs", exact: true })).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible()

  await page.goto(`${product.url}/desk/people`)
  await page.getByRole("button", { name: "Actions for Ada Admin" }).click()
  await page.getByRole("menuitem", { name: "Reset password" }).click()
  await page.getByRole("button", { name: "Create reset link" }).click()
  await expect(page.getByRole("heading", { name: "Email sent to Ada Admin" })).toBeVisible()
  await expect(page.getByLabel("Reset link")).toHaveValue(/\/login\/reset\//)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Done" }).click()
  await page.getByRole("button", { name: "Revoke the reset link of Ada Admin" }).click()
  await expect(page.getByText("Reset link of Ada Admin revoked")).toBeVisible()
  await page.getByRole("button", { name: "Actions for Ada Admin" }).click()
  await page.getByRole("menuitem", { name: "Rename" }).click()
  await page.getByRole("dialog").getByLabel("Name").fill("Ada Lovelace")
  await page.getByRole("button", { name: "Rename", exact: true }).click()
  await expect(page.getByText("Renamed to Ada Lovelace")).toBeVisible()
})
