import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { readQueue } from "@/lib/posts/read-queue"

/** The posts of a blog that are not out yet, for its desk. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params }) => {
  return json(200, await readQueue(actor, params.blogId))
})
