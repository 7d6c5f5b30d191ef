"use server"

import { z } from "zod"
import { createBlog as makeBlog } from "@/lib/blogs/create-blog"
import { editBlog as changeBlog } from "@/lib/blogs/edit-blog"
import { endRehearsal as closeRehearsal, startRehearsal as openRehearsal } from "@/lib/blogs/rehearsal"
import type { CreateBlogInput, EditBlogInput } from "@/lib/blogs/schema"
import { action } from "@/lib/http/action"
import { countField, idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"

// The fields themselves are checked by the functions called, whose issues name them as the forms do.
export const createBlog = action(z.custom<CreateBlogInput>(), makeBlog)

const editSchema = z.object({
  blogId: idField,
  blog: z.custom<EditBlogInput>(),
  revision: countField.optional(),
})
export const editBlog = action(editSchema, (actor, { blogId, blog, revision }) =>
  changeBlog(actor, blogId, blog, { revision }),
)

const blogSchema = z.object({ blogId: idField })

export const startRehearsal = action(blogSchema, async (actor, { blogId }) => {
  return { path: paths.rehearsal(await openRehearsal(actor, blogId)) }
})

export const endRehearsal = action(blogSchema, async (actor, { blogId }) => {
  await closeRehearsal(actor, blogId)
  return null
})
