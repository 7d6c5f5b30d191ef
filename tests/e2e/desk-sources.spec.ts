import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"

const BOT_TOKEN = "123456789:AAE-Wg5lbnf8fLMvLBvRkPzN3cQ3Wb7t2uA"

test.describe("the sources of a live blog", () => {
  test("are added with their secrets, tried, paused and deleted at the desk", async ({ desk, story }) => {
    const blog = await story.createBlog({ title: `Newsroom ${Date.now()}` })
    await desk.goto(`/desk/blogs/${blog.id}/settings`)
    await desk.getByRole("link", { name: "Sources", exact: true }).click()
    await expect(desk.getByText("No sources yet")).toBeVisible()

    const add = desk.locator("section").filter({ hasText: "Add source" }).last()
    await add.getByLabel("Name", { exact: true }).fill("Reporters")
    await add.getByLabel("Bot token").fill("nonsense")
    await add.getByRole("button", { name: "Add source" }).click()
    await expect(add.getByText(/Paste the token that @BotFather gave you/)).toBeVisible()
    await add.getByLabel("Bot token").fill(BOT_TOKEN)
    await add.getByLabel("Chat IDs").fill("-1001234567890\n42")
    await add.getByRole("button", { name: "Add source" }).click()

    const source = desk.getByRole("listitem").filter({ hasText: "Reporters" })
    await expect(source.getByText("To the approval queue")).toBeVisible()
    await expect(source.getByLabel("Webhook address of Reporters")).toHaveValue(/\/api\/receivers\/telegram\/source_/)
    expect(await desk.content()).not.toContain(BOT_TOKEN)
    await expectAccessible(desk)

    await source.getByRole("button", { name: "Send a test" }).click()
    await expect(desk.getByText("Test sent: it is in the drafts")).toBeVisible()
    await source.getByText("Edit", { exact: true }).click()
    await expect(source.getByLabel("Chat IDs")).toHaveValue("-1001234567890\n42")
    await source.getByRole("radio", { name: /Straight to readers/ }).check()
    await source.getByRole("button", { name: "Save source" }).click()
    await expect(source.getByText(/^Straight to readers · last message/)).toBeVisible()

    await source.getByRole("button", { name: "Pause" }).click()
    await expect(source.getByText("Paused", { exact: true })).toBeVisible()
    await source.getByRole("button", { name: "Delete" }).click()
    await desk.getByRole("button", { name: "Delete source" }).click()
    await expect(desk.getByText("No sources yet")).toBeVisible()
    await desk.goto(`/desk/blogs/${blog.id}`)
    await expect(desk.getByText("This is a test of the source “Reporters”").first()).toBeVisible()
  })
})
