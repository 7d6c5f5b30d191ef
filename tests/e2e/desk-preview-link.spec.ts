import { publish } from "./desk-page"
import { expect, test } from "./fixtures"

test.use({ expectedErrors: [/404/] })

test("a draft blog is rehearsed by a secret link that updates by itself, and goes live as the same page", async ({
  desk,
  page,
}) => {
  const title = `Premiere ${Date.now()}`
  await desk.goto("/desk/blogs/new")
  await desk.getByLabel("Title").fill(title)
  const slug = await desk.getByLabel("URL").inputValue()
  await desk.getByRole("radio", { name: /^Private/ }).check()
  await desk.getByRole("button", { name: "Create live blog" }).click()
  await publish(desk, "The curtain is still down")

  await desk.getByRole("button", { name: "Create preview link" }).click()
  const dialog = desk.getByRole("dialog", { name: "Preview link" })
  await dialog.getByRole("button", { name: "Create link" }).click()
  const link = await dialog.getByLabel("Preview link").inputValue()
  await desk.keyboard.press("Escape")
  await page.goto(link)
  await expect(page.getByRole("complementary", { name: "Rehearsal" })).toBeVisible()
  await expect(page.getByText("The curtain is still down")).toBeVisible()
  await publish(desk, "Now it rises")
  await expect(page.getByText("Now it rises")).toBeVisible()
  expect((await page.request.get(`/${slug}`)).status()).toBe(404)

  const id = await page.getByRole("article").first().getAttribute("id")
  await desk.getByRole("button", { name: "Go live" }).click()
  await desk.getByRole("dialog", { name: "Go live with 2 posts?" }).getByRole("button", { name: "Go live" }).click()
  await page.waitForURL(`**/${slug}`)
  await expect(page.getByText("Now it rises")).toBeVisible()
  expect(await page.getByRole("article").first().getAttribute("id")).toBe(id)
})

test("a rehearsal that was ended says so where it is open, and opens nothing any more", async ({ desk, page }) => {
  await desk.goto("/desk/blogs/new")
  await desk.getByLabel("Title").fill(`Cancelled ${Date.now()}`)
  await desk.getByRole("radio", { name: /^Private/ }).check()
  await desk.getByRole("button", { name: "Create live blog" }).click()
  await desk.getByRole("button", { name: "Create preview link" }).click()
  const dialog = desk.getByRole("dialog", { name: "Preview link" })
  await dialog.getByRole("button", { name: "Create link" }).click()
  await page.goto(await dialog.getByLabel("Preview link").inputValue())
  await expect(page.getByRole("complementary", { name: "Rehearsal" })).toBeVisible()
  await dialog.getByRole("button", { name: "Revoke link" }).click()
  await expect(page.getByRole("heading", { name: "This rehearsal is over." })).toBeVisible()
})
