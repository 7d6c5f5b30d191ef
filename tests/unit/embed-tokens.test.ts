import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const read = (name: string) => readFileSync(`app/styles/${name}.css`, "utf8")
const TOKEN = /--(?:color|shadow)-[\w-]+:\s*[^;]+;/g
/** The tokens of the first block behind a selector, by name. */
const tokensBehind = (css: string, selector: string) => {
  const from = css.indexOf(selector)
  if (from < 0) throw new Error(`There is no ${selector}.`)
  const block = css.slice(from, css.indexOf("}", from))
  return Object.fromEntries((block.match(TOKEN) ?? []).map((line) => line.split(/:\s*/)))
}

describe("an embed with a chosen theme", () => {
  const [tokens, embed] = [read("tokens"), read("embed")]

  it("has the colours of light pages", () => {
    expect(tokensBehind(embed, '[data-theme="light"] {')).toEqual(tokensBehind(tokens, "@theme {"))
  })

  it("has the colours of dark pages", () => {
    expect(tokensBehind(embed, '[data-theme="dark"] {')).toEqual(
      tokensBehind(tokens, "@media screen and (prefers-color-scheme: dark) {"),
    )
  })
})
