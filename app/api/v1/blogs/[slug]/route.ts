import { archiveBlog, deleteBlog } from "@/lib/blogs/blog-life"
import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { apiEditBlogSchema } from "@/lib/http/api-schema"
import { readJson } from "@/lib/http/body"
import { json, noContent } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"
import { editCoverage } from "@/lib/posts/coverage"

type Params = { slug: string }

export const GET = route<Params>("token", async ({ actor, params }) => {
  return json(200, await requireBlogBySlug(actor, params.slug))
})

export const PATCH = route<Params>("token", async ({ actor, params, request }) => {
  const blog = await requireBlogBySlug(actor, params.slug)
  const { clearRehearsal, pending, archived, ...fields } = parseInput(apiEditBlogSchema, await readJson(request))
  const edited = await editCoverage(actor, blog.id, fields, { clearRehearsal, pending })
  return json(200, archived === undefined ? edited : await archiveBlog(actor, blog.id, archived))
})

/** It can be restored for thirty days. */
export const DELETE = route<Params>("token", async ({ actor, params }) => {
  const blog = await requireBlogBySlug(actor, params.slug)
  await deleteBlog(actor, blog.id)
  return noContent()
})
