import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { answer } from "@/lib/http/answer"
import { apiCreatePostSchema, apiListPostsSchema, createHeadersSchema } from "@/lib/http/api-schema"
import { cardsAfterAnswer } from "@/lib/http/cards-after-answer"
import { readJson } from "@/lib/http/read-body"
import { revisionTag } from "@/lib/http/revision-tag"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"
import { createPost } from "@/lib/posts/create-post"
import { listPosts } from "@/lib/posts/read-posts"

type Params = { slug: string }

export const GET = route<Params>("token", async ({ actor, params, request }) => {
  const query = parseInput(apiListPostsSchema, Object.fromEntries(new URL(request.url).searchParams))
  const blog = await requireBlogBySlug(actor, params.slug)
  const { posts, next } = await listPosts(actor, blog.id, query)
  return answer(200, next ? { posts, next } : { posts })
})

export const POST = route<Params>("token", async ({ actor, params, request }) => {
  const headers = parseInput(createHeadersSchema, Object.fromEntries(request.headers))
  const blog = await requireBlogBySlug(actor, params.slug)
  const input = parseInput(apiCreatePostSchema, await readJson(request))
  const post = await createPost(actor, blog.id, input, { idempotencyKey: headers["idempotency-key"] })
  cardsAfterAnswer(actor, post)
  return answer(201, post, { location: `/api/v1/blogs/${blog.slug}/posts/${post.id}`, ...revisionTag(post) })
})
