import { z } from "zod"
import type { DeskBlog, EditBlogInput } from "@/lib/blogs/blog-schemas"
import { nameSlugConflict } from "@/lib/blogs/create-blog"
import { applyBlogEdit, type EditBlogOptions, parseBlogEdit } from "@/lib/blogs/edit-blog"
import type { LockedBlog } from "@/lib/changes/change-log"
import { parseStoredDocument } from "@/lib/changes/presenters"
import { excerpt } from "@/lib/content/written-text"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { idField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { authorizeStep, toResource } from "@/lib/permissions/post-policy"
import { MAX_BULK_POSTS } from "./bulk-edit"
import { pickFields } from "./post-fields"
import type { PostRow } from "./present-desk-post"
import { saveGroup } from "./save-group"
import { type Change, GROUP_TIME, inBlog } from "./save-post"

/** What can become of a post that is not out when coverage ends. */
export const PENDING_CHOICES = ["publish", "unschedule", "keep"] as const
export type PendingChoice = (typeof PENDING_CHOICES)[number]

const FIELDS = {
  /** With `status: "live"`: deletes what the private blog has published, before readers see it. */
  clearRehearsal: z.boolean().default(false),
  /** With `status: "ended"`: posts that are not out. Scheduled ones that are not named here become drafts. */
  pending: z
    .array(z.strictObject({ postId: idField, choice: z.enum(PENDING_CHOICES) }))
    .max(MAX_BULK_POSTS, `Choose for at most ${MAX_BULK_POSTS} posts.`)
    .default([]),
}
export const coverageSchema = z.strictObject(FIELDS)
export type CoverageInput = z.input<typeof coverageSchema>

/**
 * Edits a blog, and with its status the posts that the change concerns, in one transaction: readers never
 * see rehearsal posts that were to be cleared, and after the end no post goes out that an editor did not keep.
 * Throws what `editBlog` throws, and `invalid_input` naming the posts that cannot be published.
 */
export async function editCoverage(
  actor: Actor,
  blogId: string,
  input: EditBlogInput,
  posts: CoverageInput = {},
  { revision }: EditBlogOptions = {},
): Promise<DeskBlog> {
  const wanted = parseBlogEdit(actor, blogId, input)
  const { clearRehearsal, pending } = parseInput(coverageSchema, posts)
  return inBlog(
    blogId,
    async (tx, blog) => {
      const { status } = await tx.blog.findUniqueOrThrow({ where: { id: blogId }, select: { status: true } })
      if (status === "draft" && wanted.status === "live" && clearRehearsal) await clearPosts(tx, actor, blog)
      if (status === "live" && wanted.status === "ended") {
        await settlePending(tx, actor, blog, new Map(pending.map(({ postId, choice }) => [postId, choice])))
      }
      return applyBlogEdit(tx, { actor, blog, wanted, revision })
    },
    GROUP_TIME,
  ).catch(nameSlugConflict)
}

async function clearPosts(tx: Transaction, actor: Actor, blog: LockedBlog): Promise<void> {
  const rows = await tx.post.findMany({ where: { blogId: blog.id, state: "published" } })
  await saveGroup(tx, {
    actor,
    blog,
    rows,
    change: (before) => {
      authorize(actor, "post.remove", toResource(before))
      const gone = { state: "deleted", deletedAt: blog.now, stateBeforeDelete: before.state } as const
      return { fields: { ...pickFields(before), ...gone }, action: "delete" }
    },
  })
}

/** Each post that waits gets what was chosen; a scheduled post without a choice becomes a draft. */
async function settlePending(
  tx: Transaction,
  actor: Actor,
  blog: LockedBlog,
  choices: ReadonlyMap<string, PendingChoice>,
): Promise<void> {
  const rows = await tx.post.findMany({
    where: {
      blogId: blog.id,
      OR: [{ state: "scheduled" }, { state: { in: ["draft", "submitted"] }, id: { in: [...choices.keys()] } }],
    },
    orderBy: [{ publishAt: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  })
  const change = (before: PostRow) => settle(actor, before, choices.get(before.id))
  const { refused } = await saveGroup(tx, { actor, blog, rows, change })
  if (refused.length === 0) return
  const issues = refused.map(({ post, error }) => {
    const name = post.title || excerpt(parseStoredDocument(post.content), 60)
    return { path: `pending.${post.id}`, message: `“${name}”: ${error.message}` }
  })
  throw new AppError("invalid_input", { issues })
}

function settle(
  actor: Actor,
  before: PostRow,
  choice: PendingChoice | undefined,
): Omit<Change, "before" | "id"> | null {
  const fields = pickFields(before)
  if (choice === "publish") {
    authorizeStep(actor, before, { state: "published" })
    return { fields: { ...fields, state: "published", publishAt: null, editorNote: "" }, action: "publish" }
  }
  if (before.state !== "scheduled") return null
  // Saved at the very moment of the end: the scheduler knows by it that this post was kept on purpose.
  if (choice === "keep") return { fields, action: "schedule" }
  authorizeStep(actor, before, { state: "draft" })
  return { fields: { ...fields, state: "draft", publishAt: null }, action: "unschedule" }
}
