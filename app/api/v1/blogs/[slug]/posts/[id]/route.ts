import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { apiEditPostSchema, editHeadersSchema } from "@/lib/http/api-schema"
import { readJson } from "@/lib/http/body"
import { revisionEtag } from "@/lib/http/etag"
import { json, noContent } from "@/lib/http/response"
import { type HandlerContext, route } from "@/lib/http/route"
import { fetchPreviewsAfterResponse } from "@/lib/jobs/serverless"
import { parseInput } from "@/lib/parse-input"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { requirePost } from "@/lib/posts/read-posts"

type Params = { slug: string; id: string }

export const GET = route<Params>("token", async (call) => {
  const post = await findPost(call)
  return json(200, post, revisionEtag(post))
})

export const PATCH = route<Params>("token", async (call) => {
  const headers = parseInput(editHeadersSchema, Object.fromEntries(call.request.headers))
  const { id } = await findPost(call)
  const input = parseInput(apiEditPostSchema, await readJson(call.request))
  const post = await editPost(call.actor, id, input, {
    revision: headers["if-match"],
    idempotencyKey: headers["idempotency-key"],
  })
  if (input.content !== undefined) fetchPreviewsAfterResponse(call.actor, post)
  return json(200, post, revisionEtag(post))
})

export const DELETE = route<Params>("token", async (call) => {
  const { id } = await findPost(call)
  await deletePost(call.actor, id)
  return noContent()
})

// A post is only found in its own blog, so that a token limited to one blog reaches no other.
async function findPost({ actor, params }: HandlerContext<Params>) {
  const blog = await requireBlogBySlug(actor, params.slug)
  return requirePost(actor, blog.id, params.id)
}
