import { z } from "zod"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { answer } from "@/lib/http/answer"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"
import { listPosts } from "@/lib/posts/read-posts"
import { POST_STATES } from "@/lib/posts/schema"

const querySchema = z.object({
  state: z.enum(POST_STATES).optional(),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

/** What the desk asks again and again while it is open, and for older posts. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params, request }) => {
  const query = parseInput(querySchema, Object.fromEntries(new URL(request.url).searchParams))
  const blog = await requireBlog(actor, params.blogId)
  return answer(200, { blog, ...(await listPosts(actor, blog.id, query)) })
})
