import type { Page } from "@playwright/test"
import { card, composer, expectOnce, openDesk, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { ADMIN } from "./global-setup"

// What a page complains of when its network, its server or its login is taken away.
test.use({ expectedErrors: [/Failed to (load resource|fetch)|ERR_|status of (401|500)/] })

const waiting = (page: Page) => page.getByRole("region", { name: "Texts that wait" })

test("an editor who was signed out signs in over the composer, and the save goes on by itself", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await desk.context().clearCookies()
  await textOf(desk).fill("Written while signed out")
  await expect(composer(desk).getByText("Saved on this device only", { exact: true })).toBeVisible()
  await desk.keyboard.press("Control+Enter")
  const dialog = desk.getByRole("dialog", { name: "You are signed out" })
  await dialog.getByRole("button", { name: "Not now" }).click()
  await expect(textOf(desk)).toHaveText("Written while signed out")
  await expect(composer(desk).getByRole("alert")).toContainText("You are signed out")
  await composer(desk).getByRole("button", { name: "Sign in" }).click()
  await dialog.getByLabel("Email address").fill(ADMIN.email)
  await dialog.getByLabel("Password").fill(ADMIN.password)
  await expect(desk.getByText("Written while signed out")).toBeVisible()
  await dialog.getByRole("button", { name: "Sign in" }).click()
  await expect(card(desk, "Written while signed out")).toBeVisible()
  await expectOnce(desk, blog, "Written while signed out")
})

test("the text of a signed-out editor is not there for whoever signs in next, and is there again for the first", async ({
  desk,
  story,
  browser,
}) => {
  const blog = await story.createBlog()
  const other = { name: "Olga Other", email: "olga@newsroom.example", password: "a calm afternoon at work" }
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(other.name)
  await desk.getByLabel("Email address").fill(other.email)
  await desk.getByRole("radio", { name: /Editor/ }).check()
  await desk.getByRole("button", { name: "Create invite link" }).click()
  const link = await desk.getByLabel("Invitation link").inputValue()
  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(link)
  await theirs.getByLabel("Password").fill(other.password)
  await theirs.getByRole("button", { name: "Create account" }).click()
  await theirs.waitForURL("**/desk")
  await theirs.context().close()

  const signIn = async ({ email, password }: { email: string; password: string }) => {
    const dialog = desk.getByRole("dialog", { name: "You are signed out" })
    await dialog.getByLabel("Email address").fill(email)
    await dialog.getByLabel("Password").fill(password)
    await dialog.getByRole("button", { name: "Sign in" }).click()
  }
  await openDesk(desk, blog)
  await desk.context().clearCookies()
  await textOf(desk).fill("For Ada's eyes only")
  await desk.keyboard.press("Control+Enter")
  await signIn(other)
  await expect(desk.getByRole("button", { name: "Olga Other Editor" })).toBeVisible()
  await expect(textOf(desk)).toHaveText("")
  await expect(waiting(desk)).toBeHidden()
  await expect(desk.getByRole("article")).toHaveCount(0)

  await desk.context().clearCookies()
  await textOf(desk).fill("x")
  await desk.keyboard.press("Control+Enter")
  await signIn(ADMIN)
  await expect(desk.getByRole("button", { name: `${ADMIN.name} Admin` })).toBeVisible()
  await expect(card(desk, "For Ada's eyes only")).toBeVisible()
})
