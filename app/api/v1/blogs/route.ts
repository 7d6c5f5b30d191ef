import { createBlog } from "@/lib/blogs/create-blog"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { apiCreateBlogSchema } from "@/lib/http/api-schema"
import { readJson } from "@/lib/http/body"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"

/** The blogs that the token may read; deleted ones are not among them. */
export const GET = route("token", async ({ actor }) => json(200, { blogs: await listBlogs(actor) }))

export const POST = route("token", async ({ actor, request }) => {
  const blog = await createBlog(actor, parseInput(apiCreateBlogSchema, await readJson(request)))
  return json(201, blog, { location: `/api/v1/blogs/${blog.slug}` })
})
