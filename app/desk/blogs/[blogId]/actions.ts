"use server"

import { z } from "zod"
import { action } from "@/lib/http/action"
import { createPost as makePost } from "@/lib/posts/create-post"
import { editPost as changePost } from "@/lib/posts/edit-post"
import { restorePost as bringBackPost, deletePost as removePost } from "@/lib/posts/remove-post"
import type { CreatePostInput, EditPostInput } from "@/lib/posts/schema"

const createSchema = z.object({
  blogId: z.string(),
  post: z.custom<CreatePostInput>(),
  idempotencyKey: z.string().min(1).max(200),
})
export const createPost = action(createSchema, (actor, { blogId, post, idempotencyKey }) =>
  makePost(actor, blogId, post, { idempotencyKey }),
)

const editSchema = z.object({
  postId: z.string(),
  post: z.custom<EditPostInput>(),
  revision: z.number().int().optional(),
})
export const editPost = action(editSchema, (actor, { postId, post, revision }) =>
  changePost(actor, postId, post, { revision }),
)

const postSchema = z.object({ postId: z.string() })
export const deletePost = action(postSchema, (actor, { postId }) => removePost(actor, postId))
export const restorePost = action(postSchema, (actor, { postId }) => bringBackPost(actor, postId))
