import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const rows = readFileSync("docs/promises.md", "utf8")
  .split("\n")
  .filter((line) => /^\| P\d/.test(line))
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }

describe("the table of promises", () => {
  it.each(rows.map((row) => [row.split("|")[1]?.trim() ?? "", row]))("names what is there, for %s", (_, row) => {
    const named = [...row.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name)
    const files = named.filter((name) => name.startsWith("tests/"))
    const commands = named.filter((name) => name.startsWith("npm run "))
    expect(files.length + commands.length).toBeGreaterThan(0)
    for (const file of files) expect(existsSync(file), file).toBe(true)
    for (const command of commands) expect(scripts, command).toHaveProperty([command.split(" ")[2] ?? ""])
  })

  it("has no promise twice", () => {
    const names = rows.map((row) => row.split("|")[1]?.trim())
    expect(names.length).toBeGreaterThan(20)
    expect(new Set(names).size).toBe(names.length)
  })
})
