import { card, composer, giveFiles, makePicture, openDesk, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

const DESCRIPTION = "Alt text"

test.use({ deskView: "cards" })

test("pictures come in by file picker, paste and drop, each asks for its description", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).fill("Three views")

  const chooser = desk.waitForEvent("filechooser")
  await composer(desk).getByRole("button", { name: "Add pictures" }).click()
  await (await chooser).setFiles({ name: "red.jpg", mimeType: "image/jpeg", buffer: await makePicture("#c02020") })
  const fields = composer(desk).getByLabel(DESCRIPTION)
  await expect(fields).toHaveCount(1)

  await textOf(desk).focus()
  await giveFiles(textOf(desk), "paste", [{ name: "green.jpg", bytes: await makePicture("#20c020") }])
  await expect(fields).toHaveCount(2)
  await giveFiles(textOf(desk), "drop", [{ name: "blue.jpg", bytes: await makePicture("#2020c0") }])
  await expect(fields).toHaveCount(3)

  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(composer(desk).getByRole("alert")).toContainText("Describe each picture")
  await expect(fields.first()).toBeFocused()

  await fields.nth(0).fill("The first hall")
  await fields.nth(1).fill("The second hall")
  await composer(desk).getByLabel("Decorative").nth(2).check()
  await composer(desk).getByLabel("Caption").first().fill("Before the doors opened")
  await composer(desk).getByLabel("Credit").first().fill("Jo Lens")
  await composer(desk).getByRole("button", { name: "Publish" }).click()

  await expect(card(desk, "Three views").getByRole("img", { name: "The first hall" })).toBeVisible()
  await page.goto(blog.path)
  await expect(page.getByRole("img", { name: "The second hall" })).toBeVisible()
  await expect(page.getByText("Before the doors opened")).toBeVisible()
  await expect(page.getByText("Jo Lens")).toBeVisible()
  await expect(page.locator("article img[alt='']")).toHaveCount(1)
})

test("a file that is no picture is refused in words before it is sent, and the text stays", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).fill("With a plan")
  const chooser = desk.waitForEvent("filechooser")
  await composer(desk).getByRole("button", { name: "Add pictures" }).click()
  await (await chooser).setFiles({ name: "plan.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") })
  await expect(composer(desk).getByRole("alert")).toContainText("plan.svg: Pictures must be JPEG, PNG, WebP or GIF")
  await expect(textOf(desk)).toContainText("With a plan")
})

test.describe("with a connection that fails", () => {
  test.use({ expectedErrors: [/Failed to load resource/] })

  test("an upload shows its progress, can be cancelled, and one that failed goes again by itself", async ({
    desk,
    story,
  }) => {
    await openDesk(desk, await story.createBlog())
    await textOf(desk).fill("Look at this")
    let answer: "hang" | "fail" | "pass" = "hang"
    await desk.route("**/api/desk/media", (route) => {
      if (answer === "fail") return route.abort()
      return answer === "pass" ? route.continue() : undefined
    })
    const file = { name: "hall.jpg", bytes: await makePicture("#808080") }
    await giveFiles(textOf(desk), "paste", [file])
    await expect(composer(desk).getByRole("progressbar", { name: "Uploading hall.jpg" })).toBeVisible()
    await composer(desk).getByRole("button", { name: "Publish" }).click()
    await expect(composer(desk).getByRole("alert")).toContainText("still on its way")
    await composer(desk).getByRole("button", { name: "Cancel" }).click()
    await expect(composer(desk).getByRole("progressbar")).toHaveCount(0)

    answer = "fail"
    await giveFiles(textOf(desk), "paste", [file])
    await expect(composer(desk).getByText("We send it again when the network is back")).toBeVisible()
    answer = "pass"
    await composer(desk).getByLabel(DESCRIPTION).fill("The hall")
    await composer(desk).getByRole("button", { name: "Publish" }).click()
    await expect(card(desk, "Look at this").getByRole("img", { name: "The hall" })).toBeVisible()
  })
})
