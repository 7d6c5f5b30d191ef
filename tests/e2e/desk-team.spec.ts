import { openDesk } from "./desk-page"
import { expect, test } from "./fixtures"

test.describe("the team of a live blog", () => {
  test.use({ expectedErrors: [/40[34]/] })

  test("somebody whose access is taken loses the desk that they have open, and gets it back", async ({
    desk,
    page,
    story,
  }) => {
    const blog = await story.createBlog({ title: `Team ${Date.now()}` })
    const name = `Tess ${Date.now()}`
    await desk.goto("/desk/people")
    await desk.getByLabel("Name", { exact: true }).fill(name)
    await desk.getByLabel("Email address").fill(`tess-${Date.now()}@newsroom.example`)
    await desk.getByRole("radio", { name: /Contributor/ }).check()
    await desk.getByRole("button", { name: "Create invite link" }).click()
    await page.goto(await desk.getByLabel("Invitation link").inputValue())
    await page.getByLabel("Password", { exact: true }).fill("a quiet evening in the newsroom")
    await page.getByRole("button", { name: "Create account" }).click()
    await page.waitForURL("**/desk")
    await openDesk(page, blog)
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toHaveCount(0)

    await desk.goto(`/desk/blogs/${blog.id}/settings/team`)
    const role = desk.getByLabel(`Role of ${name} here`)
    await role.selectOption("editor")
    await expect(desk.getByText(`${name}: Editor`)).toBeVisible()
    await page.evaluate(() => window.dispatchEvent(new Event("focus")))
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible()

    await role.selectOption("none")
    await expect(desk.getByText(`${name}: No access`)).toBeVisible()
    // Their desk hears of it by itself.
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible()
    await page.goto("/desk")
    await expect(page.getByRole("heading", { name: "Live blogs", exact: true })).toBeVisible()
    await expect(page.getByRole("link", { name: /Team \d/ })).toHaveCount(0)
  })
})
