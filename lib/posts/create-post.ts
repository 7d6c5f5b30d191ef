import { createHash } from "node:crypto"
import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import type { PostDocument } from "@/lib/content/document"
import { parseDocument } from "@/lib/content/parse-document"
import { isBlank } from "@/lib/content/plain-text"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import { fillMedia } from "@/lib/media/require-media"
import { parseInput } from "@/lib/parse-input"
import { toDeskPost } from "./desk-post"
import { inBlog, savePost } from "./save-post"
import { type CreatePostInput, createPostSchema, type DeskPost } from "./schema"

/**
 * Makes a post: published at once, a draft, or scheduled when `publishAt` is set. The same `idempotencyKey` again
 * returns the first answer and makes nothing; with another text it throws `key_reused`.
 * Throws `forbidden`, `blog_not_found`, `invalid_input`, `invalid_content`, `post_too_large`, `blank_post`.
 */
export async function createPost(
  actor: Actor,
  blogId: string,
  input: CreatePostInput,
  { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
): Promise<DeskPost> {
  const wanted = parseInput(createPostSchema, input)
  const content = parseDocument(wanted.content)
  const state = wanted.publishAt ? "scheduled" : wanted.state
  authorize(actor, state === "draft" ? "post.draft" : "post.publish", { blogId })
  if (state !== "draft") requireWords(content, wanted.title)

  const requestHash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex")
  return inBlog(blogId, async (tx, blog) => {
    const first = idempotencyKey ? await getFirstAnswer(tx, blogId, idempotencyKey, requestHash) : null
    if (first) return first
    const row = await savePost(tx, {
      actor,
      blog,
      before: null,
      id: newId("post"),
      action: state === "published" ? "publish" : state === "scheduled" ? "schedule" : "create",
      fields: {
        state,
        title: wanted.title,
        content: await fillMedia(tx, content),
        keyEvent: wanted.keyEvent,
        pinnedAt: wanted.pinned ? blog.now : null,
        authorName: wanted.author ?? actor.name,
        publishAt: wanted.publishAt ? new Date(wanted.publishAt) : null,
        publishedAt: null,
        editedAt: null,
        deletedAt: null,
        deletedFrom: null,
      },
    })
    const post = toDeskPost(row)
    if (idempotencyKey) {
      await tx.idempotencyKey.create({
        data: { blogId, key: idempotencyKey, requestHash, postId: post.id, answer: JSON.stringify(post) },
      })
    }
    return post
  })
}

/** Throws `blank_post` for a post that would show readers nothing. */
export function requireWords(content: PostDocument, title: string): void {
  if (title === "" && isBlank(content)) throw new AppError("blank_post")
}

async function getFirstAnswer(tx: Transaction, blogId: string, key: string, hash: string): Promise<DeskPost | null> {
  const known = await tx.idempotencyKey.findUnique({ where: { blogId_key: { blogId, key } } })
  if (!known) return null
  if (known.requestHash !== hash) throw new AppError("key_reused")
  return JSON.parse(known.answer) as DeskPost
}
