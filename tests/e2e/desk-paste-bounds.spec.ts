import { composer, openDesk, paste, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

/** Other work goes on beside it. What is looked for took minutes. */
const TIMEOUT_MS = 5_000
const repeat = (words: string, characters: number) => words.repeat(Math.ceil(characters / words.length))

const TOO_MUCH: [what: string, html: string][] = [
  ["tags without an end", repeat("<a ", 500_000)],
  ["tags in each other", repeat("<div>", 500_000)],
  ["thousands of paragraphs", repeat("<p>a</p>", 2_000_000)],
]

for (const [what, html] of TOO_MUCH) {
  test(`${what}, pasted, become the plain text that came with them, and the desk goes on`, async ({ desk, story }) => {
    await openDesk(desk, await story.createBlog())
    const began = Date.now()
    await paste(textOf(desk), { text: "What it says", html })
    await expect(composer(desk).getByText("Pasted as plain text")).toBeVisible()
    await expect(textOf(desk)).toHaveText("What it says")
    expect(Date.now() - began).toBeLessThan(TIMEOUT_MS)
  })
}

test("a text of a million lines stays out, and the desk says what can be done", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  const began = Date.now()
  await paste(textOf(desk), { text: repeat("a\n", 2_000_000) })
  await expect(composer(desk).getByText("Paste it in parts")).toBeVisible()
  await expect(textOf(desk)).toHaveText("")
  expect(Date.now() - began).toBeLessThan(TIMEOUT_MS)
})
