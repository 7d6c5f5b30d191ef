import { z } from "zod"
import type { LockedBlog } from "@/lib/changes/change-log"
import { AppError } from "@/lib/errors"
import { idField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { toResource } from "@/lib/permissions/post-policy"
import { tagKey } from "@/lib/reader-paths"
import { restoredFields } from "./delete-post"
import { type PostFields, pickFields } from "./post-fields"
import { editPostSchema } from "./post-schemas"
import type { PostRow } from "./present-desk-post"
import { requirePostRows } from "./read-posts"
import { type GroupResult, saveGroup } from "./save-group"
import { GROUP_TIME, inBlog } from "./save-post"

/** So many posts in one request: one transaction holds the blog's lock for all of them. */
export const MAX_BULK_POSTS = 500

const tagName = z.string().max(200)
export const bulkSchema = z.strictObject({
  postIds: z.array(idField).min(1).max(MAX_BULK_POSTS, `Choose at most ${MAX_BULK_POSTS} posts at once.`),
  change: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["hide", "show", "delete", "restore"]) }),
    z.strictObject({ kind: z.enum(["tag", "untag"]), tag: tagName }),
  ]),
})

export type BulkInput = z.input<typeof bulkSchema>
export type BulkChange = BulkInput["change"]

/**
 * Does one thing to many posts, in one transaction and under one group id, so that one undo takes it back. What a rule
 * refuses is told by post, and the others are changed; a post that is as wanted already stays as it is.
 */
export async function bulkEdit(actor: Actor, blogId: string, input: BulkInput): Promise<GroupResult> {
  const { postIds, change } = parseInput(bulkSchema, input)
  authorize(actor, "desk.read", { blogId })
  const wanted = [...new Set(postIds)]
  return inBlog(
    blogId,
    async (tx, blog) => {
      const rows = await requirePostRows(tx, blogId, wanted)
      return saveGroup(tx, {
        actor,
        blog,
        rows,
        change: (before) => {
          const fields = changedFields(actor, blog, before, change)
          return fields && { fields, action: change.kind }
        },
      })
    },
    GROUP_TIME,
  )
}

/** The post's fields after the change; null when it is as wanted already. Throws what refuses it. */
function changedFields(actor: Actor, blog: LockedBlog, before: PostRow, change: BulkChange): PostFields | null {
  const fields = pickFields(before)
  const resource = toResource(before)
  switch (change.kind) {
    case "hide":
      authorize(actor, "post.publish", resource)
      if (before.state === "hidden") return null
      if (before.state !== "published") throw new AppError("not_published")
      return { ...fields, state: "hidden" }
    case "show":
      authorize(actor, "post.publish", resource)
      if (before.state === "published") return null
      if (before.state !== "hidden") throw new AppError("not_hidden")
      return { ...fields, state: "published" }
    case "delete":
      authorize(actor, "post.remove", resource)
      if (before.state === "deleted") return null
      return { ...fields, state: "deleted", deletedAt: blog.now, stateBeforeDelete: before.state }
    case "restore":
      authorize(actor, "post.remove", resource)
      if (before.state !== "deleted") return null
      return restoredFields(before, blog.now)
    case "tag":
    case "untag": {
      authorize(actor, "post.edit", resource)
      if (before.state === "deleted") throw new AppError("post_deleted")
      const tags = change.kind === "tag" ? addTag(before.tags, change.tag) : dropTag(before.tags, change.tag)
      return tags.length === before.tags.length ? null : { ...fields, tags }
    }
  }
}

// The rules of tags (their length, their number, that two differ in more than the size of letters) are those of an edit.
function addTag(tags: string[], tag: string): string[] {
  return parseInput(editPostSchema, { tags: [...tags, tag] }).tags ?? tags
}

function dropTag(tags: string[], tag: string): string[] {
  const [wanted = ""] = parseInput(editPostSchema, { tags: [tag] }).tags ?? []
  return tags.filter((each) => tagKey(each) !== tagKey(wanted))
}
