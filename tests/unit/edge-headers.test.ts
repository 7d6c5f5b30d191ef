import { afterEach, describe, expect, it, vi } from "vitest"

type Rule = { source: string; missing?: { type: string; key: string }[]; headers: { key: string; value: string }[] }

const EDGE = "Vercel-CDN-Cache-Control"

/** The rules of next.config.js, as Vercel's build or another one reads them. */
async function readRules(vercel: string): Promise<Rule[]> {
  vi.resetModules()
  vi.stubEnv("VERCEL", vercel)
  const { default: config } = (await import("../../next.config.js")) as { default: { headers: () => Promise<Rule[]> } }
  return config.headers()
}

const carries = (rule: Rule) => rule.headers.some(({ key }) => key === EDGE)

describe("the edge of Vercel", () => {
  afterEach(() => void vi.unstubAllEnvs())

  it("keeps pages that all readers share, by a header that Next does not override, and searches never", async () => {
    const kept = (await readRules("1")).filter(carries)
    expect(kept.map(({ source }) => source)).toHaveLength(7)
    for (const { missing, headers } of kept) {
      expect(missing).toEqual([{ type: "query", key: "q" }])
      const values = Object.fromEntries(headers.map(({ key, value }) => [key, value]))
      expect(values[EDGE]).toBe(values["Cache-Control"])
      expect(values[EDGE]).toMatch(/^public, max-age=0, s-maxage=1,/)
    }
  })

  it("keeps no page of the desk, of an account or behind a secret link", async () => {
    const kept = (await readRules("1")).filter(carries)
    const patterns = kept.map(
      ({ source }) => new RegExp(`^${source.replace(/:\w+(\([^/]*\))?/g, (_, part) => part ?? "[^/]+")}$`),
    )
    for (const path of ["/desk", "/desk/site", "/login", "/setup", "/invite/x", "/rehearsal/secret", "/api", "/media"])
      expect(
        patterns.filter((pattern) => pattern.test(path)),
        path,
      ).toEqual([])
    expect(patterns.some((pattern) => pattern.test("/election-night"))).toBe(true)
  })

  it("is told nothing elsewhere", async () => {
    expect((await readRules("")).filter(carries)).toEqual([])
  })
})
