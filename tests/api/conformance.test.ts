import { expect, it } from "vitest"
import { CHECKS } from "../../scripts/conformance/conformance-checks"
import { apiDesk } from "../../scripts/conformance/desk-client"
import type { ConformanceTarget } from "../../scripts/conformance/target"
import { useServer } from "../setup/server"

const { url, token, pusher } = useServer()
const api = apiDesk(url, token)
/** Other files conform on the same product: only blogs of this one count. */
const created = new Set<string>()
const desk: typeof api = {
  ...api,
  createBlog: async (fields) => {
    const blog = await api.createBlog(fields)
    created.add(blog.slug)
    return blog
  },
}
const target: ConformanceTarget = { url, desk, pusher, sockets: true }

/** The suite that any deployment can be tried with: `npm run conformance`. */
it.each(CHECKS)("$name", { timeout: 60_000 }, async ({ run }) => {
  const verdicts = await run(target)
  expect(Object.entries(verdicts).filter(([, words]) => words !== null)).toEqual([])
  expect(Object.keys(verdicts).length).toBeGreaterThan(2)
})

it("leaves no blog behind", async () => {
  await desk.removeBlogs()
  const response = await fetch(`${url}/api/v1/blogs`, { headers: { Authorization: `Bearer ${token}` } })
  const { blogs } = (await response.json()) as { blogs: { slug: string }[] }
  expect(created.size).toBeGreaterThan(0)
  expect(blogs.filter(({ slug }) => created.has(slug))).toEqual([])
})
