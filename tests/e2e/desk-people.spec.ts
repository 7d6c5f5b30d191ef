import { randomBytes } from "node:crypto"
import type { Page } from "@playwright/test"
import { inviteColleague } from "./colleague"
import { composer, openDesk, textOf } from "./desk-page"
import { expect, test, watchErrors } from "./fixtures"

const PASSWORD = "a good long password"

test("nobody gets to the desk without signing in, and signing in leads back", async ({ page, browser, desk }) => {
  const name = `Cara ${randomBytes(3).toString("hex")}`
  const email = `${name.toLowerCase().replace(" ", ".")}@newsroom.example`
  await page.goto("/desk/account")
  await expect(page).toHaveURL("/login?next=%2Fdesk%2Faccount")
  await page.getByLabel("Email address").fill(email)
  await page.getByLabel("Password").fill("not the password")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Wrong email or password." })).toBeVisible()
  await expect(page.getByLabel("Email address")).toHaveValue(email)

  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Email address").fill(email)
  await desk.getByRole("radio", { name: /Contributor/ }).check()
  await desk.getByRole("button", { name: "Create invite link" }).click()
  const link = await desk.getByLabel("Invitation link").inputValue()

  const invited = await browser.newContext()
  const theirs = await invited.newPage()
  const errors = watchErrors(theirs, [])
  await theirs.goto(link)
  await expect(theirs.getByLabel("Your name")).toHaveValue(name)
  await theirs.getByLabel("Password").fill("short")
  await theirs.getByRole("button", { name: "Create account" }).click()
  await expect(theirs.getByLabel("Password")).toHaveAccessibleDescription(/Use at least 12 characters/)
  await theirs.getByLabel("Password").fill(PASSWORD)
  await theirs.getByRole("button", { name: "Create account" }).click()
  await theirs.waitForURL("**/desk")
  expect(errors).toEqual([])
  await invited.close()

  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL("/desk/account")
  await expect(page.getByText("Writes drafts, which an editor publishes.")).toBeVisible()
})

test("a link to sign in never leads on to another site", async ({ page }) => {
  await page.goto("/login?next=//evil.example/desk")
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible()
  expect(await page.content()).not.toContain('evil.example/desk"')
})

test("a contributor drafts, an admin changes the role, ends sessions and locks out", async ({
  desk,
  browser,
  story,
}) => {
  const name = `Kim ${randomBytes(3).toString("hex")}`
  const blog = await story.createBlog()
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Email address").fill(`${name.replace(" ", ".")}@newsroom.example`)
  await desk.getByRole("radio", { name: /Contributor/ }).check()
  await desk.getByRole("button", { name: "Create invite link" }).click()
  const link = await desk.getByLabel("Invitation link").inputValue()

  const context = await browser.newContext()
  const theirs = await context.newPage()
  await theirs.goto(link)
  await theirs.getByLabel("Password").fill(PASSWORD)
  await theirs.getByRole("button", { name: "Create account" }).click()
  await theirs.waitForURL("**/desk")
  await expect(theirs.getByRole("link", { name: "People" })).toHaveCount(0)
  await openDesk(theirs, blog)
  await expect(composer(theirs).getByRole("button", { name: "Publish" })).toHaveCount(0)
  await textOf(theirs).fill("Please check this")
  await theirs.keyboard.press("Control+Enter")
  await expect(theirs.getByRole("article", { name: "Please check this" }).getByText("For approval")).toBeVisible()
  expect((await theirs.request.get("/desk/people")).status()).toBe(404)

  await desk.reload()
  await desk.getByLabel(`Role of ${name}`).selectOption("editor")
  await expect(desk.getByText(`${name} is now editor`)).toBeVisible()
  await theirs.goto("/desk")
  await expect(theirs).toHaveURL(/\/login/)

  await desk.getByRole("button", { name: `Actions for ${name}` }).click()
  await desk.getByRole("menuitem", { name: "Deactivate" }).click()
  await desk.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click()
  await expect(desk.getByText(`${name} deactivated`)).toBeVisible()
  await theirs.getByLabel("Email address").fill(`${name.replace(" ", ".")}@newsroom.example`)
  await theirs.getByLabel("Password").fill(PASSWORD)
  await theirs.getByRole("button", { name: "Sign in" }).click()
  await expect(theirs.getByText("Wrong email or password.")).toBeVisible()
  await context.close()
})

test("the last admin cannot step down, and the page says why", async ({ desk }) => {
  await desk.goto("/desk/people")
  await desk.getByLabel("Role of Ada Admin").selectOption("editor")
  await expect(desk.getByRole("alert").filter({ hasText: "There must be an admin" })).toBeVisible()
  await expect(desk.getByLabel("Role of Ada Admin")).toHaveValue("admin")
})

test("an invitation that was taken back opens nothing", async ({ desk, page }) => {
  const name = `Nell ${randomBytes(3).toString("hex")}`
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Email address").fill(`${name.replace(" ", ".")}@newsroom.example`)
  await desk.getByRole("button", { name: "Create invite link" }).click()
  const link = await desk.getByLabel("Invitation link").inputValue()
  await desk.getByRole("button", { name: `Take back the invitation of ${name}` }).click()
  await expect(desk.getByText(`Invitation of ${name} taken back`)).toBeVisible()
  expect((await page.request.get(link)).status()).toBe(404)
})

test("strangers who guess a password lock out neither the browser that is known nor, once an admin has unlocked it, a new one", async ({
  desk,
  browser,
}) => {
  test.setTimeout(90_000)
  const { name, context } = await inviteColleague(desk, browser, "Editor")
  const email = `${name.replace(" ", ".")}@newsroom.example`
  // A new browser, at an address of its own, so that the tries of this test are nobody else's.
  const elsewhere = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "198.51.100.23" } })
  const stranger = await elsewhere.newPage()
  await stranger.goto("/login")
  const tryIn = async (page: Page, password: string) => {
    await page.getByLabel("Email address").fill(email)
    await page.getByLabel("Password").fill(password)
    const answered = page.waitForResponse((response) => response.request().method() === "POST")
    await page.getByRole("button", { name: "Sign in" }).click()
    await answered
  }
  for (let tries = 0; tries < 10; tries += 1) {
    await tryIn(stranger, `not the right one ${tries}`)
    await expect(stranger.getByText("Wrong email or password.")).toBeVisible()
    await expect(stranger.getByRole("button", { name: "Sign in" })).toBeEnabled()
  }
  await tryIn(stranger, PASSWORD)
  await expect(stranger.getByText("ask an admin to unlock you under People")).toBeVisible()

  await context.clearCookies({ name: "running-story-session" })
  const theirs = await context.newPage()
  await theirs.goto("/login")
  await tryIn(theirs, PASSWORD)
  await theirs.waitForURL("**/desk")

  await desk.goto("/desk/people")
  const row = desk.getByRole("listitem").filter({ hasText: name })
  await expect(row.getByText(/^Sign-in locked until \d\d:\d\d$/)).toBeVisible()
  await row.getByRole("button", { name: `Unlock the sign-in of ${name}` }).click()
  await expect(desk.getByText(`${name} can sign in again`)).toBeVisible()
  await expect(row.getByText("Sign-in locked")).toHaveCount(0)

  await tryIn(stranger, PASSWORD)
  await stranger.waitForURL("**/desk")
  await elsewhere.close()
  await context.close()
})
