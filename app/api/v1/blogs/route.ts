import { createBlog } from "@/lib/blogs/create-blog"
import { answer } from "@/lib/http/answer"
import { apiCreateBlogSchema } from "@/lib/http/api-schema"
import { readJson } from "@/lib/http/read-body"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"

export const POST = route("token", async ({ actor, request }) => {
  const blog = await createBlog(actor, parseInput(apiCreateBlogSchema, await readJson(request)))
  return answer(201, blog, { location: `/api/v1/blogs/${blog.slug}` })
})
