import { randomBytes } from "node:crypto"
import { expect, test } from "./fixtures"

test("a token is shown once, writes through the API, and is worthless once revoked", async ({
  desk,
  request,
  story,
}) => {
  const blog = await story.createBlog({ title: `Only this ${randomBytes(3).toString("hex")}` })
  const name = `Ticker ${randomBytes(3).toString("hex")}`
  await desk.goto("/desk/tokens")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Live blogs").selectOption(blog.id)
  await desk.getByRole("button", { name: "Create token" }).click()
  const token = await desk.getByLabel("Token", { exact: true }).inputValue()
  const post = () =>
    request.post(`/api/v1/blogs/${blog.slug}/posts`, {
      headers: { Authorization: `Bearer ${token}` },
      data: { text: "From the ticker" },
    })
  expect((await post()).status()).toBe(201)

  await desk.reload()
  await expect(desk.getByLabel("Token", { exact: true })).toHaveCount(0)
  expect(await desk.content()).not.toContain(token)
  await desk.getByRole("button", { name: `Revoke the token ${name}` }).click()
  await desk.getByRole("dialog").getByRole("button", { name: "Revoke" }).click()
  await expect(desk.getByText(`Token “${name}” revoked`)).toBeVisible()
  expect((await post()).status()).toBe(401)
})

test("an editor changes their own name and signs out elsewhere", async ({ browser, desk, page }) => {
  const name = `Ona ${randomBytes(3).toString("hex")}`
  const email = `${name.toLowerCase().replace(" ", ".")}@newsroom.example`
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Email address").fill(email)
  await desk.getByRole("button", { name: "Create invite link" }).click()
  await page.goto(await desk.getByLabel("Invitation link").inputValue())
  await page.getByLabel("Password").fill("the first password")
  await page.getByRole("button", { name: "Create account" }).click()
  await page.waitForURL("**/desk")

  const second = await browser.newContext()
  const other = await second.newPage()
  await other.goto("/login")
  await other.getByLabel("Email address").fill(email)
  await other.getByLabel("Password").fill("the first password")
  await other.getByRole("button", { name: "Sign in" }).click()
  await other.waitForURL("**/desk")

  await page.goto("/desk/account")
  await page.getByLabel("Name", { exact: true }).fill(`${name} Jones`)
  await page.getByRole("button", { name: "Save name" }).click()
  await expect(page.getByText("Name saved")).toBeVisible()
  await page.getByLabel("Current password").fill("wrong password")
  await page.getByLabel("New password").fill("the second password")
  await page.getByRole("button", { name: "Change password" }).click()
  await expect(page.getByText("This is not your password.")).toBeVisible()
  await page.getByRole("button", { name: "Sign out everywhere else" }).click()
  await expect(page.getByText("Signed out everywhere else")).toBeVisible()
  await other.goto("/desk")
  await expect(other).toHaveURL(/\/login/)
  await page.getByRole("button", { name: new RegExp(`${name} Jones`) }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page).toHaveURL(/\/login/)
  await second.close()
})
