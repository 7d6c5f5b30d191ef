"use server"

import { z } from "zod"
import { action } from "@/lib/http/action"
import { countField, idField } from "@/lib/input-fields"
import { requireWriter } from "@/lib/permissions/require-user"
import { type BulkChange, bulkEdit as changeMany } from "@/lib/posts/bulk-edit"
import { createPost as makePost } from "@/lib/posts/create-post"
import { restorePost as bringBackPost, deletePost as removePost } from "@/lib/posts/delete-post"
import { editPost as changePost } from "@/lib/posts/edit-post"
import { restoreRevision as bringBackRevision, requireRevisionOfPost } from "@/lib/posts/history"
import { idempotencyKeySchema } from "@/lib/posts/idempotency"
import { orderPins as putPinsInOrder } from "@/lib/posts/order-pins"
import type { CreatePostInput, EditPostInput } from "@/lib/posts/post-schemas"
import { saveTemplate as keepTemplate, type TemplateInput } from "@/lib/posts/templates"
import { undoRevision as takeBack, undoGroup as takeBackGroup } from "@/lib/posts/undo"

/** Who wrote it, as the page knows: another person who signed in meanwhile must not save it as their own. */
const userId = idField
const idempotencyKey = idempotencyKeySchema

const createSchema = z.object({ blogId: idField, userId, post: z.custom<CreatePostInput>(), idempotencyKey })
export const createPostAction = action(createSchema, (actor, { blogId, userId: writer, post, idempotencyKey: key }) =>
  makePost(requireWriter(actor, writer), blogId, post, { idempotencyKey: key }),
)

const editSchema = z.object({
  postId: idField,
  userId: userId.optional(),
  post: z.custom<EditPostInput>(),
  revision: countField.optional(),
  idempotencyKey: idempotencyKey.optional(),
})
export const editPostAction = action(
  editSchema,
  (actor, { postId, userId: writer, post, revision, idempotencyKey: key }) =>
    changePost(writer ? requireWriter(actor, writer) : actor, postId, post, { revision, idempotencyKey: key }),
)

const postSchema = z.object({ postId: idField })
export const deletePostAction = action(postSchema, (actor, { postId }) => removePost(actor, postId))
export const restorePostAction = action(postSchema, (actor, { postId }) => bringBackPost(actor, postId))

const deedSchema = z.object({ postId: idField, revision: countField })
export const undoRevisionAction = action(deedSchema, (actor, { postId, revision }) => takeBack(actor, postId, revision))

const groupSchema = z.object({ groupId: idField })
export const undoGroupAction = action(groupSchema, (actor, { groupId }) => takeBackGroup(actor, groupId))

const bulkSchema = z.object({ blogId: idField, postIds: z.array(idField), change: z.custom<BulkChange>() })
export const bulkEditAction = action(bulkSchema, (actor, { blogId, ...input }) => changeMany(actor, blogId, input))

const revisionSchema = z.object({ postId: idField, number: countField })
export const readRevisionAction = action(revisionSchema, (actor, { postId, number }) =>
  requireRevisionOfPost(actor, postId, number),
)

const restoreSchema = revisionSchema.extend({ revision: countField })
export const restoreRevisionAction = action(restoreSchema, (actor, { postId, number, revision }) =>
  bringBackRevision(actor, postId, number, { revision }),
)

const pinsSchema = z.object({ blogId: idField, postIds: z.array(idField).max(200) })
export const orderPinsAction = action(pinsSchema, (actor, { blogId, postIds }) =>
  putPinsInOrder(actor, blogId, postIds),
)

const templateSchema = z.object({ blogId: idField, template: z.custom<TemplateInput>() })
export const saveTemplateAction = action(templateSchema, (actor, { blogId, template }) =>
  keepTemplate(actor, blogId, template),
)
