import { card, composer, openDesk, paste, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

test.use({ deskView: "cards" })

test("an editor writes every kind of block, publishes by keyboard, and readers get exactly that", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const tool = (name: string) => composer(desk).getByRole("button", { name, exact: true }).click()
  const type = (words: string) => desk.keyboard.type(words)
  const enter = () => desk.keyboard.press("Enter")

  await composer(desk).getByLabel("Headline").fill("All of it")
  await enter()
  await type("Plain, ")
  await tool("Bold")
  await type("bold")
  await tool("Bold")
  await type(" and ")
  await tool("Italic")
  await type("italic")
  await tool("Italic")
  await enter()
  await tool("Heading")
  await type("A heading")
  await enter()
  await tool("Bullet list")
  await type("one")
  await enter()
  await type("two")
  await enter()
  await enter()
  await tool("Quote")
  await type("Every vote counts.")
  await composer(desk).getByLabel("Source of the quote").fill("The clerk")
  await textOf(desk).press("Control+End")
  await type("Read ")
  await tool("Link")
  await desk.getByLabel("Address").fill("example.org/results")
  await desk.getByRole("button", { name: "Add link" }).click()
  await enter()
  await type("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
  await enter()
  await expect(composer(desk).getByText("YouTube video")).toBeVisible()
  await tool("Key event")
  await desk.keyboard.press("Control+Enter")

  await expect(composer(desk).getByText(/^Live \d\d:\d\d:\d\d/)).toBeVisible()
  await expect(textOf(desk)).toHaveText("")
  await expect(textOf(desk)).toBeFocused()
  await expect(card(desk, "All of it").getByText("Key event", { exact: true })).toBeVisible()

  await page.goto(blog.path)
  const post = page.getByRole("article", { name: "All of it" })
  await expect(post.locator("strong")).toHaveText("bold")
  await expect(post.locator("em")).toHaveText("italic")
  await expect(post.getByRole("heading", { name: "A heading" })).toBeVisible()
  await expect(post.getByRole("listitem")).toHaveText(["one", "two"])
  await expect(post.locator("blockquote")).toHaveText("Every vote counts.")
  await expect(post.getByText("The clerk")).toBeVisible()
  await expect(post.getByRole("link", { name: "example.org/results" })).toHaveAttribute(
    "href",
    "https://example.org/results",
  )
  await expect(post.getByRole("button", { name: "Load video from YouTube" })).toBeVisible()
})

test("an address pasted on an empty line becomes an embed, within a sentence it stays text", async ({
  desk,
  story,
}) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  await paste(textOf(desk), { text: "https://vimeo.com/76979871" })
  await expect(composer(desk).getByText("Vimeo video")).toBeVisible()
  await desk.keyboard.type("See ")
  await paste(textOf(desk), { text: "https://example.org/paper" })
  await expect(textOf(desk).getByRole("link", { name: "https://example.org/paper" })).toBeVisible()
  await expect(composer(desk).getByText("Link to example.org")).toHaveCount(0)
})

test("text pasted from a word processor keeps its meaning and loses its looks", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).focus()
  await paste(textOf(desk), {
    text: "Results",
    html: `<h1 style="color:red">Results</h1><p class="MsoNormal"><b>Turnout</b> <span style="font-size:40pt">high</span></p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;</span>north</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;</span>south</p>
      <table><tr><td>cell</td></tr></table><img src="https://example.org/spy.png"><script>alert(1)</script>`,
  })
  await desk.keyboard.press("Control+Enter")
  const post = desk.getByRole("article")
  await expect(post.getByRole("heading", { name: "Results" })).toBeVisible()
  await expect(post.locator("strong")).toHaveText("Turnout")
  await expect(post.getByRole("listitem")).toHaveText(["north", "south"])
  await expect(post.getByText("cell", { exact: true })).toBeVisible()
  await expect(post.locator("img, table, [style*='40pt']")).toHaveCount(0)
})

test("an update without words is not published, and the composer says why", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(composer(desk).getByRole("alert")).toContainText("Write something first")
})

test("an update over 100 KB is refused before it is sent, with all of its text kept", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  const long = "word ".repeat(21_000).trim()
  await paste(textOf(desk), { text: long })
  await expect(composer(desk).getByText("of 100 KB used")).toBeVisible()
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(composer(desk).getByRole("alert")).toContainText("over 100 KB")
  expect((await textOf(desk).textContent())?.length).toBeGreaterThan(100_000)
})
