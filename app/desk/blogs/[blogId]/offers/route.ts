import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { listBylines } from "@/lib/posts/read-bylines"
import { listTags } from "@/lib/posts/read-tags"

/** What the composer's fields offer while one types: tags and bylines. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params: { blogId } }) => {
  const [tags, bylines] = await Promise.all([listTags(actor, blogId), listBylines(actor, blogId)])
  return json(200, { tags, bylines })
})
