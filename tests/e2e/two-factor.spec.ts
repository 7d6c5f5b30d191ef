import { randomBytes } from "node:crypto"
import { appCode } from "../setup/totp"
import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"

test("an editor sets up two-step sign-in, signs in with the app's code, and once with a recovery code", async ({
  desk,
  page,
}) => {
  const name = `Tess ${randomBytes(3).toString("hex")}`
  const email = `${name.toLowerCase().replace(" ", ".")}@newsroom.example`
  const password = "the first password"
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Email address").fill(email)
  await desk.getByRole("button", { name: "Create invite link" }).click()
  await page.goto(await desk.getByLabel("Invitation link").inputValue())
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Create account" }).click()
  await page.waitForURL("**/desk")

  await page.goto("/desk/account")
  await page.getByRole("button", { name: "Set up two-step sign-in" }).click()
  const section = page.getByRole("region", { name: "Two-step sign-in" })
  await section.getByLabel("Current password").fill(password)
  await section.getByRole("button", { name: "Set up two-step sign-in" }).click()
  const secret = await section.getByLabel("Key to type instead").inputValue()
  const recovery = (
    await section.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allTextContents()
  )[0]
  await expectAccessible(page)
  await section.getByLabel("Code", { exact: true }).fill("000000")
  await section.getByRole("button", { name: "Turn on" }).click()
  await expect(section.getByText("Wrong or expired code.")).toBeVisible()
  await section.getByLabel("Code", { exact: true }).fill(appCode(secret))
  await section.getByRole("button", { name: "Turn on" }).click()
  await expect(section.getByText("On. Signing in asks for your password and a code.")).toBeVisible()

  for (const code of [appCode(secret), recovery ?? ""]) {
    await page.getByRole("button", { name: new RegExp(name) }).click()
    await page.getByRole("menuitem", { name: "Sign out" }).click()
    await page.getByLabel("Email address").fill(email)
    await page.getByLabel("Password").fill(password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByLabel("Code")).toBeFocused()
    await page.getByLabel("Code").fill(code)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL("**/desk")
  }

  await desk.goto("/desk/people")
  await desk.getByRole("button", { name: `Actions for ${name}` }).click()
  await desk.getByRole("menuitem", { name: "Reset two-step sign-in" }).click()
  await desk.getByRole("dialog").getByRole("button", { name: "Reset" }).click()
  await expect(desk.getByText(`Two-step sign-in of ${name} reset`)).toBeVisible()
})
