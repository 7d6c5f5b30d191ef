import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { expect, test } from "./fixtures"
import { createFilledBlog, waitUntilLive } from "./reader-helpers"

const KB = 1024

/** The framework's own scripts: what it starts with, and what its root layout needs. */
function frameworkScripts(): Set<string> {
  const { rootMainFiles } = JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as { rootMainFiles: string[] }
  const manifest = readFileSync(".next/server/app/(reader)/[slug]/page_client-reference-manifest.js", "utf8")
  const entries = manifest.slice(manifest.indexOf('"entryJSFiles"'))
  const layout = /"\[project\]\/app\/layout":(\[[^\]]*\])/.exec(entries)?.[1] ?? "[]"
  return new Set([...rootMainFiles, ...(JSON.parse(layout) as string[])])
}

test("a reader's browser loads little script, and little of that is ours", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 3)
  const sizes = new Map<string, number>()
  page.on("response", async (response) => {
    const [, file] = /\/_next\/(static\/.*\.js)/.exec(response.url()) ?? []
    if (file) sizes.set(file, gzipSync(await response.body()).length)
  })
  await page.goto(blog.path, { waitUntil: "networkidle" })
  await waitUntilLive(page)
  const framework = frameworkScripts()
  const sum = (mine: boolean) =>
    [...sizes].reduce((total, [file, bytes]) => (framework.has(file) === mine ? total + bytes : total), 0)
  expect(framework.size).toBeGreaterThan(3)
  test.info().annotations.push({
    type: "script, gzip",
    description: `ours ${(sum(false) / KB).toFixed(1)} KB, the framework's ${(sum(true) / KB).toFixed(1)} KB`,
  })
  expect(sum(false), "ours").toBeLessThanOrEqual(20 * KB)
})
