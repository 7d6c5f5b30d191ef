import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { accentColours, contrast, READABLE } from "@/lib/theme/accent"

const STEP = 51
const levels = Array.from({ length: 256 / STEP + 1 }, (_, index) => index * STEP)
const hex = (...parts: number[]) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`
const all = levels.flatMap((red) => levels.flatMap((green) => levels.map((blue) => hex(red, green, blue))))

/** The surfaces of the pages, from the style sheet itself. */
const css = readFileSync("app/styles/tokens.css", "utf8")
const valuesOf = (name: string) =>
  [...css.matchAll(new RegExp(`--color-${name}: (#[0-9a-f]{6})`, "g"))].map(([, value]) => value ?? "")
const surfaces = ["page", "surface", "sunken"].map(valuesOf)

describe("a blog's colour", () => {
  it("knows black on white", () => expect(contrast("#000000", "#ffffff")).toBe(21))

  it("can be read wherever it stands, whatever was chosen, on both pages", () => {
    expect(all).toHaveLength(216)
    for (const chosen of all) {
      const { light, dark } = accentColours(chosen)
      for (const [scheme, colours] of [light, dark].entries()) {
        const below = [...surfaces.map((values) => values[scheme] ?? ""), colours.soft]
        for (const surface of below)
          for (const text of [colours.accent, colours.strong])
            expect(contrast(text, surface), `${chosen}: ${text} on ${surface}`).toBeGreaterThanOrEqual(READABLE)
        for (const below of [colours.accent, colours.strong])
          expect(contrast(colours.on, below), `${chosen}: ${colours.on} on ${below}`).toBeGreaterThanOrEqual(READABLE)
      }
    }
  })

  it("lets the other texts be read on its soft shade", () => {
    const texts = ["ink", "ink-soft", "ink-faint"].map(valuesOf)
    for (const chosen of all) {
      const { light, dark } = accentColours(chosen)
      for (const [scheme, { soft }] of [light, dark].entries())
        for (const values of texts)
          expect(contrast(values[scheme] ?? "", soft), `${chosen}: ${soft}`).toBeGreaterThanOrEqual(READABLE)
    }
  })

  it("stays what was chosen where that can be read", () => {
    expect(accentColours("#7a1fa2").light.accent).toBe("#7a1fa2")
    expect(accentColours("#ffd54f").dark.accent).toBe("#ffd54f")
  })
})
