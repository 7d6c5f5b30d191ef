import { parseDocument } from "@/lib/content/parse-document"
import type { Transaction } from "@/lib/db/client"
import { newId } from "@/lib/ids"
import { fillMedia } from "@/lib/media/require-media"
import { requirePortraits } from "@/lib/media/require-portraits"
import { parseInput } from "@/lib/parse-input"
import { type Actor, actorUserId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { isUnpublished } from "@/lib/permissions/post-policy"
import type { Author } from "@/lib/protocol/delta"
import { findFirstAnswer, type KeyedRequest, keepFirstAnswer } from "./idempotency"
import { DEFAULT_METADATA } from "./post-fields"
import { type CreatePostInput, createPostSchema, type DeskPost } from "./post-schemas"
import { presentDeskPost } from "./present-desk-post"
import { requireFuture, requirePast, timeError } from "./require-time"
import { inBlog, savePost } from "./save-post"

/**
 * Creates a post: published, a draft, or scheduled when `publishAt` is set. Repeating an actor's
 * `idempotencyKey` returns the first response and creates nothing; with another body it throws
 * `key_reused`, and `deleted_since` when the post has been deleted since.
 * Throws `forbidden`, `blog_not_found`, `invalid_input`, `invalid_content`, `post_too_large`, `blank_post`,
 * `undescribed_picture`.
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
  const isDraft = isUnpublished(state) && wanted.correction === "" && wanted.alertMinutes === 0
  authorize(actor, isDraft ? "post.draft" : "post.publish", { blogId })
  if (wanted.publishedAt && state !== "published") timeError()

  const keyed: KeyedRequest | null = idempotencyKey
    ? { actor, blogId, route: "create", key: idempotencyKey, body: wanted }
    : null
  return inBlog(blogId, async (tx, blog) => {
    const first = keyed && (await findFirstAnswer(tx, keyed))
    if (first?.response) return JSON.parse(first.response) as DeskPost
    const row = await savePost(tx, {
      actor,
      blog,
      before: null,
      id: newId("post"),
      action: CREATE_ACTIONS[state],
      fields: {
        state,
        title: wanted.title,
        content: await fillMedia(tx, content),
        keyEvent: wanted.keyEvent,
        pinnedAt: wanted.pinned ? blog.now : null,
        ...DEFAULT_METADATA,
        alertMinutes: wanted.alertMinutes,
        tags: wanted.tags,
        correction: wanted.correction,
        authors: await requirePortraits(tx, wanted.authors ?? [await ownByline(tx, actor, wanted.author)]),
        publishAt: wanted.publishAt ? requireFuture(wanted.publishAt, blog.now) : null,
        publishedAt: wanted.publishedAt ? requirePast(wanted.publishedAt, blog.now) : null,
        editedAt: null,
        deletedAt: null,
        stateBeforeDelete: null,
      },
    })
    const post = presentDeskPost(row)
    if (keyed) await keepFirstAnswer(tx, keyed, post)
    return post
  })
}

const CREATE_ACTIONS = { draft: "create", submitted: "submit", scheduled: "schedule", published: "publish" } as const

/** The actor's name and portrait; another name comes without a portrait. */
async function ownByline(tx: Transaction, actor: Actor, name: string | undefined): Promise<Author> {
  const id = actorUserId(actor)
  if (name !== undefined || id === null) return { name: name ?? actor.name, picture: null }
  const account = await tx.user.findUnique({ where: { id }, select: { image: true } })
  return { name: actor.name, picture: account?.image ?? null }
}
