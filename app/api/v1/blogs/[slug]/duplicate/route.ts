import { duplicateBlog } from "@/lib/blogs/blog-life"
import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"

export const POST = route<{ slug: string }>("token", async ({ actor, params }) => {
  const { id } = await requireBlogBySlug(actor, params.slug)
  const copy = await duplicateBlog(actor, id)
  return json(201, copy, { location: `/api/v1/blogs/${copy.slug}` })
})
