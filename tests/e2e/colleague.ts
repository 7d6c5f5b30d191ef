import { randomBytes } from "node:crypto"
import type { Browser, BrowserContext, Page } from "@playwright/test"

export type Colleague = { name: string; page: Page; context: BrowserContext }

/** Somebody else with an account, who followed an invitation, in a browser of their own. */
export async function inviteColleague(
  desk: Page,
  browser: Browser,
  role: "Editor" | "Contributor",
): Promise<Colleague> {
  const name = `Ben ${randomBytes(3).toString("hex")}`
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("Email address").fill(`${name.replace(" ", ".")}@newsroom.example`)
  await desk.getByRole("radio", { name: new RegExp(role) }).check()
  await desk.getByRole("button", { name: "Create invite link" }).click()
  const link = await desk.getByLabel("Invitation link").inputValue()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel("Password").fill("a good long password")
  await page.getByRole("button", { name: "Create account" }).click()
  await page.waitForURL("**/desk")
  return { name, page, context }
}
