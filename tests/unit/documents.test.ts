import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, test } from "vitest"

const read = (file: string) => readFileSync(file, "utf8")

function listDocuments(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) return folder === "." ? [] : listDocuments(name)
    return entry.name.endsWith(".md") ? [name] : []
  })
}

describe("the documents", () => {
  test("link only to what is there", () => {
    const broken = [...listDocuments("."), ...listDocuments("docs")].flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#]+)[^)]*\)/g)]
        .map((match) => match[1] ?? "")
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(path.join(path.dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  test("name only files of the sources that are there", () => {
    const missing = [
      ...read("docs/where-code-lives.md").matchAll(/`((?:app|components|lib|docs|prisma)\/[^`<]+\.\w+)`/g),
    ]
      .map((match) => match[1] ?? "")
      .filter((file) => !existsSync(file))
    expect(missing).toEqual([])
  })

  test("give a reason for every dependency, and for no other", () => {
    const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>
    const named = [...read("docs/dependencies.md").matchAll(/`(@?[a-z][\w@./-]*)`/g)].map((match) => match[1])
    expect(named.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort())
  })

  test("name only settings that the product reads", () => {
    const known = new Set([...read("lib/env.ts").matchAll(/^ {4}([A-Z_]+):/gm)].map((match) => match[1]))
    const example = [...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1])
    const table = [...read("docs/deploy.md").matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)].flatMap((match) =>
      [...(match[1] ?? "").matchAll(/[A-Z_]+/g)].map(String),
    )
    expect(table.length).toBeGreaterThan(5)
    expect([...example, ...table].filter((name) => !known.has(name))).toEqual([])
    expect(example.sort()).toEqual(table.sort())
  })
})
