import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { afterAll, expect, it, vi } from "vitest"

const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-lint-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the project's own lint says of one line in a file of this room. */
function lint(room: string, line: string): string {
  const rules = JSON.parse(readFileSync("biome.json", "utf8"))
  writeFileSync(path.join(folder, "biome.json"), JSON.stringify({ ...rules, $schema: undefined, vcs: undefined }))
  cpSync("scripts/platform-classes.grit", path.join(folder, "scripts", "platform-classes.grit"))
  mkdirSync(path.join(folder, room), { recursive: true })
  const file = path.join(folder, room, "sample.ts")
  writeFileSync(file, `${line}\n`)
  const biome = path.resolve("node_modules", "@biomejs", "biome", "bin", "biome")
  const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", file], { cwd: folder, encoding: "utf8" })
  return stdout + stderr
}

it("the lint takes `instanceof` for the platform's classes alone: any other is another class in another copy of its module", () => {
  for (const room of ["app/desk", "components/desk", "lib/auth", "scripts"]) {
    const said = lint(room, "export const isOurs = (x: unknown) => x instanceof AppError || x instanceof Prisma.Known")
    expect([room, said.match(/another copy of its module/g)?.length]).toEqual([room, 2])
  }
  const platform = lint("lib/auth", "export const isDate = (x: unknown) => x instanceof Date || x instanceof Error")
  expect(platform).not.toContain("another copy of its module")
  expect(platform).toContain("Checked 1 file")
})

it("an error of ours is known in every copy of its module, with its code and words, and nothing else is", async () => {
  const here = await import("@/lib/errors")
  vi.resetModules()
  const there = await import("@/lib/errors")
  const thrown = new there.AppError("forbidden", { retryAfter: 3 })
  expect(thrown).not.toBeInstanceOf(here.AppError)
  expect(here.isAppError(thrown)).toBe(true)
  expect(here.toAppError(thrown)).toBe(thrown)
  expect(here.toAppError(thrown).status).toBe(403)
  for (const other of [new Error("forbidden"), { code: "forbidden", status: 403 }, null, undefined, "forbidden"])
    expect(here.isAppError(other)).toBe(false)
})
