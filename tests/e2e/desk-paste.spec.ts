import { readFileSync } from "node:fs"
import type { Page } from "@playwright/test"
import { openDesk, paste, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

/** What stands in the text: a line per block, with marks and links as Markdown has them, lists indented. */
function outline(desk: Page): Promise<string[]> {
  return textOf(desk).evaluate((root) => {
    const words = (node: Node): string => {
      if (!(node instanceof HTMLElement)) return node.textContent ?? ""
      if (node.contentEditable === "false" || node.tagName === "INPUT") return ""
      const inner = [...node.childNodes].map(words).join("")
      const address = node.getAttribute("href")
      if (node.tagName === "STRONG") return `**${inner}**`
      if (node.tagName === "EM") return `*${inner}*`
      if (node.tagName === "BR") return node.className ? "" : "\\"
      return node.tagName === "A" ? `[${inner}](${address})` : inner
    }
    const lines = (node: Element, indent: string): string[] =>
      [...node.children].flatMap((child) => {
        if (/^(UL|OL)$/.test(child.tagName)) {
          const mark = child.tagName === "OL" ? "1." : "-"
          return [...child.children].flatMap((item) => {
            const [first = "", ...rest] = lines(item, `${indent}  `)
            return [`${indent}${mark} ${first.trim()}`, ...rest]
          })
        }
        const cells = [...child.querySelectorAll("tr")].map((row) => [...row.children].map(words).join(" | "))
        if (cells.length > 0) return cells
        const mark =
          { H2: "## ", H3: "### " }[child.tagName] ??
          (child.querySelector("blockquote, [data-node-view-content]") ? "> " : "")
        const line = words(child)
        return line === "" ? [] : [`${indent}${mark}${line}`]
      })
    return lines(root, "")
  })
}

const CLIPBOARDS: [program: string, expected: string[]][] = [
  [
    "word",
    [
      "## Storm report",
      "## What we know",
      "**Water** stands at *four metres* in the harbour.",
      "- Roads",
      "  - A7 closed",
      "- Rail",
      "Then:",
      "1. Leave the quay",
      "Gauge | 4.1 m",
    ],
  ],
  [
    "google-docs",
    [
      "## Election night",
      "**Turnout** is *high*, says [the clerk](https://results.example.org/2026).",
      "- North",
      "  - Harbour",
      "- South",
    ],
  ],
  [
    "wikipedia",
    [
      "## Causes",
      "A **storm surge** is a rise of [water](https://en.wikipedia.org/wiki/Water). It was *measured*.",
      "A flooded street",
      "### Wind",
      "1. Pressure",
      "1. Tides",
      "  - Spring tide",
    ],
  ],
  [
    "gmail",
    [
      "Hello desk,",
      "the **mayor** speaks at *nine*. More on [the town's page](https://town.example.org/mayor).",
      "- doors at eight",
      "- no bags",
      "Jo",
    ],
  ],
  ["web-page", ["### Live: the storm", "By Ann · share", "> We are *ready*.The mayor", "**Now** – 4.1 m\\second line"]],
]

for (const [program, expected] of CLIPBOARDS) {
  test(`text copied from ${program} keeps its meaning, and nothing else`, async ({ desk, story }) => {
    const html = readFileSync(`tests/e2e/clipboard/${program}.txt`, "utf8")
    const asked: string[] = []
    await openDesk(desk, await story.createBlog())
    desk.on("request", (request) => asked.push(request.url()))
    await textOf(desk).focus()
    await paste(textOf(desk), { text: "something", html })
    await expect.poll(async () => (await outline(desk)).map((line) => line.replaceAll("\u00a0", " "))).toEqual(expected)
    expect(
      await textOf(desk).locator("script, iframe, video, img:not(.ProseMirror-separator), [onclick]").count(),
    ).toBe(0)
    expect(asked.filter((url) => !url.startsWith(process.env.E2E_URL ?? "-"))).toEqual([])
  })
}
