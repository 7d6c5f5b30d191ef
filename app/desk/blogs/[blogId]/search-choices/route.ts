import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { readSearchChoices } from "@/lib/posts/read-posts"

/** Names and tags to choose from, for the desk's search. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params }) => {
  return json(200, await readSearchChoices(actor, params.blogId))
})
