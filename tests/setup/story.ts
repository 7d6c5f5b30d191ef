import { randomBytes } from "node:crypto"
import type { CreateBlogInput, DeskBlog } from "@/lib/blogs/blog-schemas"
import { createBlog } from "@/lib/blogs/create-blog"
import { documentFromText } from "@/lib/content/plain-text"
import type { Actor } from "@/lib/permissions/actor"
import { createPost } from "@/lib/posts/create-post"
import type { CreatePostInput, DeskPost } from "@/lib/posts/post-schemas"

/** An actor without an account, for tests that need none in the database. */
export const DESK: Actor = {
  kind: "token",
  id: "token_test",
  name: "Test desk",
  blogId: null,
  scope: "write",
  source: "api",
}

export function makeBlog(fields: Partial<CreateBlogInput> = {}): Promise<DeskBlog> {
  const slug = `test-${randomBytes(5).toString("hex")}`
  return createBlog(DESK, { slug, title: `Blog ${slug}`, ...fields })
}

export function makePost(blogId: string, text: string, fields: Partial<CreatePostInput> = {}): Promise<DeskPost> {
  return createPost(DESK, blogId, { content: documentFromText(text), ...fields })
}
