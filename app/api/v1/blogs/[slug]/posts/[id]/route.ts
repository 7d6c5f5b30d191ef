import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { answer, done } from "@/lib/http/answer"
import { apiEditPostSchema, editHeadersSchema } from "@/lib/http/api-schema"
import { cardsAfterAnswer } from "@/lib/http/cards-after-answer"
import { readJson } from "@/lib/http/read-body"
import { revisionTag } from "@/lib/http/revision-tag"
import { type Call, route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"
import { editPost } from "@/lib/posts/edit-post"
import { requirePost } from "@/lib/posts/read-posts"
import { deletePost } from "@/lib/posts/remove-post"

type Params = { slug: string; id: string }

export const GET = route<Params>("token", async (call) => {
  const post = await findPost(call)
  return answer(200, post, revisionTag(post))
})

export const PATCH = route<Params>("token", async (call) => {
  const headers = parseInput(editHeadersSchema, Object.fromEntries(call.request.headers))
  const { id } = await findPost(call)
  const input = parseInput(apiEditPostSchema, await readJson(call.request))
  const post = await editPost(call.actor, id, input, {
    revision: headers["if-match"],
    idempotencyKey: headers["idempotency-key"],
  })
  if (input.content !== undefined) cardsAfterAnswer(call.actor, post)
  return answer(200, post, revisionTag(post))
})

export const DELETE = route<Params>("token", async (call) => {
  const { id } = await findPost(call)
  await deletePost(call.actor, id)
  return done()
})

// A post is only found in its own blog, so that a token limited to one blog reaches no other.
async function findPost({ actor, params }: Call<Params>) {
  const blog = await requireBlogBySlug(actor, params.slug)
  return requirePost(actor, blog.id, params.id)
}
