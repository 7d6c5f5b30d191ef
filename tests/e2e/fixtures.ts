import { test as base, expect, type Page } from "@playwright/test"
import { type StoryClient, storyOf } from "../../scripts/lib/story-client"

export { expect }

type Fixtures = {
  story: StoryClient
  /** A page signed in as the admin. */
  desk: Page
  /** Console errors that a test expects, as patterns; every other one fails it. */
  expectedErrors: RegExp[]
  /** Posts at the desk: a row each, or cards with their whole text. */
  deskView: "rows" | "cards"
}

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  deskView: ["rows", { option: true }],

  story: async ({}, use) => {
    await use(storyOf({ url: process.env.E2E_URL ?? "", token: process.env.E2E_TOKEN ?? "" }))
  },

  page: async ({ page, expectedErrors }, use) => {
    const errors = watchErrors(page, expectedErrors)
    await use(page)
    expect(errors, "unexpected errors in the browser's console").toEqual([])
  },

  desk: async ({ browser, expectedErrors, deskView }, use) => {
    const context = await browser.newContext({ storageState: process.env.E2E_SESSION ?? "" })
    if (deskView === "cards") {
      await context.addInitScript(() => window.localStorage.setItem("running-story:desk-view", "cards"))
    }
    const page = await context.newPage()
    const errors = watchErrors(page, expectedErrors)
    await use(page)
    expect(errors, "unexpected errors in the browser's console").toEqual([])
    await context.close()
  },
})

/** Collects what the browser complains about; whatever a test does not expect fails it. */
export function watchErrors(page: Page, expected: RegExp[]): string[] {
  const errors: string[] = []
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text)
  }
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      note(`${message.text()} (${message.location().url})`)
  })
  page.on("pageerror", (error) => note(`${error.name}: ${error.message}`))
  return errors
}
