import { answer } from "@/lib/http/answer"
import { route } from "@/lib/http/route"
import { readSearchChoices } from "@/lib/posts/read-posts"

/** Names and tags to choose from, for the desk's search. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params }) => {
  return answer(200, await readSearchChoices(actor, params.blogId))
})
