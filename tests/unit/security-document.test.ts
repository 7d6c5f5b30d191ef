import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const THREATS = 32
const ROWS = readFileSync("docs/security.md", "utf8")
  .split("\n")
  .filter((line) => /^\| [TP]\d+/.test(line))
  .map((line) => {
    const [number = "", threat = "", control = "", where = "", test = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
    return { number, threat, control, where, test }
  })
const FILE = /`((?:app|components|lib|scripts|tests|docs|prisma|deploy)\/[^`]+|[\w.-]+\.(?:js|json|ts|md))`/g

const filesOf = (cell: string) => [...cell.matchAll(FILE)].map((match) => match[1] ?? "")

/** Files of tests, each with the names that stand behind it in the cell. */
function testsOf(cell: string): { file: string; names: string[] }[] {
  const parts = cell.split(/`(tests\/[^`]+)`/).slice(1)
  return parts.flatMap((file, at) =>
    at % 2 === 0
      ? [{ file, names: [...(parts[at + 1] ?? "").matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "") }]
      : [],
  )
}

describe("the table of threats", () => {
  it("has a row for every threat, with a control, its place and its test", () => {
    const numbers = ROWS.map(({ number }) => number)
    for (let n = 1; n <= THREATS; n += 1) expect(numbers).toContain(`T${n}`)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const row of ROWS) {
      expect([row.number, Object.values(row).every((cell) => cell !== "")]).toEqual([row.number, true])
      expect([row.number, filesOf(row.where).length + (row.where.includes("`") ? 1 : 0) > 0]).toEqual([
        row.number,
        true,
      ])
      expect([row.number, testsOf(row.test).length > 0]).toEqual([row.number, true])
    }
  })

  it("names only files that are there", () => {
    const missing = ROWS.flatMap(({ number, where, test }) =>
      [...filesOf(where), ...filesOf(test)]
        .filter((file) => !file.includes("*") && !existsSync(file))
        .map((file) => `${number}: ${file}`),
    )
    expect(missing).toEqual([])
  })

  it("names only tests that are there, by the very words of their files", () => {
    const missing = ROWS.flatMap(({ number, test }) =>
      testsOf(test).flatMap(({ file, names }) => {
        const source = existsSync(file) ? readFileSync(file, "utf8") : ""
        return names.filter((name) => !source.includes(name)).map((name) => `${number}: ${file}: ${name}`)
      }),
    )
    expect(missing).toEqual([])
    expect(ROWS.flatMap(({ test }) => testsOf(test).flatMap(({ names }) => names)).length).toBeGreaterThan(40)
  })
})
