import { expect, test } from "@playwright/test"
import { paste, textOf } from "./desk-page"
import { openEditor } from "./editor-page"

/** What is typed, and what readers get of it. */
const TYPED: [typed: string, html: RegExp][] = [
  ["27. November 2026: die Wahl", /^<p[^>]*>27\. November 2026: die Wahl<\/p>$/],
  ["90. Minute", /^<p[^>]*>90\. Minute<\/p>$/],
  ["1990. A year", /^<p[^>]*>1990\. A year<\/p>$/],
  ["1. first", /^<ol[^>]*><li[^>]*><p[^>]*>first/],
  ["1) first", /^<ol[^>]*><li[^>]*><p[^>]*>first/],
  ["- one", /^<ul[^>]*><li[^>]*><p[^>]*>one/],
  ["* one", /^<ul[^>]*><li[^>]*><p[^>]*>one/],
  ["- 5 degrees", /^<p[^>]*>- 5 degrees/],
  ["+ 3 seats", /^<p[^>]*>\+ 3 seats/],
  ["> 1000 arrested", /^<p[^>]*>&gt; 1000 arrested/],
  ["> Said so", /^<figure[^>]*><blockquote[^>]*><p[^>]*>Said so/],
  ["# 1 in the table", /^<p[^>]*># 1 in the table/],
  ["## Tonight", /^<h3[^>]*>Tonight/],
  ["5 * 3 * 2 = 30", /^<p[^>]*>5 \* 3 \* 2 = 30/],
  ["2**3**4", /^<p[^>]*>2\*\*3\*\*4/],
  ["__init__ is", /^<p[^>]*>__init__ is/],
  ["a_b_c", /^<p[^>]*>a_b_c/],
  ["**Strong** and *soft* and ~~gone~~", /<strong[^>]*>Strong<\/strong> and <em>soft<\/em> and <s>gone<\/s>/],
  ["(*soft*)", /\(<em>soft<\/em>\)/],
]

test("what is typed keeps its meaning, with the shortcuts that editors know", async ({ page }) => {
  await openEditor(page)
  for (const [typed, html] of TYPED) {
    await page.evaluate(() => window.editorApi.clear())
    await page.keyboard.type(typed)
    expect(await page.evaluate(() => window.editorApi.read().replace(/^<div[^>]*>|<\/div>$/g, "")), typed).toMatch(html)
  }
})

test("Backspace or Undo bring back what a shortcut took", async ({ page }) => {
  await openEditor(page)
  for (const key of ["Backspace", "Control+z"])
    for (const typed of ["1. ", "- o", "> s", "*so*"]) {
      await page.evaluate(() => window.editorApi.clear())
      await page.keyboard.type(typed)
      await page.keyboard.press(key)
      expect(JSON.stringify(await page.evaluate(() => window.editorApi.stored())), typed).toContain(
        `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"${typed}"}]}]}`,
      )
    }
})

/** Plain text that is pasted, or typed and followed by Enter. */
const PLAIN: [text: string, html: RegExp][] = [
  [
    "Party\tSeats\nRed\t41\nBlue\t\t-3",
    /<th[^>]*>Party<\/th><th[^>]*>Seats<\/th><th[^>]*><\/th>.*<td[^>]*>Blue<\/td><td[^>]*><\/td><td[^>]*>-3<\/td>/,
  ],
  ["one\vtwo\u2028three\u2029four", /^<p>one<br>two<br>three<\/p><p>four<\/p>$/],
  [
    "See https://example.org/a, ok",
    /^<p>See <a href="https:\/\/example\.org\/a">https:\/\/example\.org\/a<\/a>, ok<\/p>$/,
  ],
  [
    "(www.example.org/a_(b)) and a@b.example.",
    /^<p>\(<a href="https:\/\/www\.example\.org\/a_\(b\)">www\.example\.org\/a_\(b\)<\/a>\) and <a href="mailto:a@b\.example">a@b\.example<\/a>\.<\/p>$/,
  ],
  ["youtu.be/dQw4w9WgXcQ", /href="https:\/\/youtu\.be\/dQw4w9WgXcQ"/],
  [
    '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=abc" allowfullscreen></iframe>',
    /^<p><a href="https:\/\/www\.youtube\.com\/embed\/dQw4w9WgXcQ\?si=abc">[^<]*YouTube[^<]*<\/a><\/p>$/,
  ],
]

test("plain text keeps lines, columns and addresses, and embed code becomes the embed", async ({ page }) => {
  await openEditor(page)
  const html = () =>
    page.evaluate(() =>
      window.editorApi
        .read()
        .replaceAll(/ (class|rel|dir)="[^"]*"/g, "")
        .replaceAll(/^<div>|<\/div>$/g, ""),
    )
  for (const [text, expected] of PLAIN) {
    await page.evaluate(() => window.editorApi.clear())
    await paste(textOf(page, page.locator("main")), { text })
    expect.soft(await html(), text).toMatch(expected)
  }
  for (const [text, expected] of PLAIN.slice(2)) {
    await page.evaluate(() => window.editorApi.clear())
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")
    expect.soft(await html(), `typed: ${text}`).toMatch(expected)
  }
})
