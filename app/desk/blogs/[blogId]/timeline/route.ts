import { z } from "zod"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { idField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import { roleOn } from "@/lib/permissions/authorize"
import { deskSearchSchema } from "@/lib/posts/desk-search"
import { listPins } from "@/lib/posts/order-pins"
import { countQueue, listPosts } from "@/lib/posts/read-posts"

const querySchema = deskSearchSchema.extend({
  before: idField.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

/** What the desk asks again and again while it is open, for older posts and for what a search finds. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params, request }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const { before, limit, ...search } = parseInput(querySchema, query)
  const blog = await requireBlog(actor, params.blogId)
  const [page, counts, pins] = await Promise.all([
    listPosts(actor, blog.id, { state: search.state, before, limit, search }),
    countQueue(actor, blog.id),
    listPins(actor, blog.id),
  ])
  const role = actor.kind === "user" ? roleOn(actor, blog.id) : null
  return json(200, { blog, ...page, counts, pins, role })
})
