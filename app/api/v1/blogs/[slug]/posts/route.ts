import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { apiCreatePostSchema, apiListPostsSchema, createHeadersSchema } from "@/lib/http/api-schema"
import { readJson } from "@/lib/http/body"
import { revisionEtag } from "@/lib/http/etag"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { fetchPreviewsAfterResponse } from "@/lib/jobs/serverless"
import { parseInput } from "@/lib/parse-input"
import { createPost } from "@/lib/posts/create-post"
import { listPosts } from "@/lib/posts/read-posts"

type Params = { slug: string }

export const GET = route<Params>("token", async ({ actor, params, request }) => {
  const query = parseInput(apiListPostsSchema, Object.fromEntries(new URL(request.url).searchParams))
  const blog = await requireBlogBySlug(actor, params.slug)
  const { posts, next } = await listPosts(actor, blog.id, query)
  return json(200, next ? { posts, next } : { posts })
})

export const POST = route<Params>("token", async ({ actor, params, request }) => {
  const headers = parseInput(createHeadersSchema, Object.fromEntries(request.headers))
  const blog = await requireBlogBySlug(actor, params.slug)
  const input = parseInput(apiCreatePostSchema, await readJson(request))
  const post = await createPost(actor, blog.id, input, { idempotencyKey: headers["idempotency-key"] })
  fetchPreviewsAfterResponse(actor, post)
  return json(201, post, { location: `/api/v1/blogs/${blog.slug}/posts/${post.id}`, ...revisionEtag(post) })
})
