"use server"

import { z } from "zod"
import {
  duplicateBlog as copyBlog,
  deleteBlog as removeBlog,
  restoreBlog as returnBlog,
  archiveBlog as setAside,
} from "@/lib/blogs/blog-life"
import type { CreateBlogInput, EditBlogInput } from "@/lib/blogs/blog-schemas"
import { createBlog as makeBlog } from "@/lib/blogs/create-blog"
import { revokePreviewLink as closeRehearsal, createPreviewLink as openRehearsal } from "@/lib/blogs/preview-link"
import { action } from "@/lib/http/action"
import { countField, idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"
import { type CoverageInput, editCoverage } from "@/lib/posts/coverage"

// The fields themselves are checked by the functions called, whose issues name them as the forms do.
export const createBlogAction = action(z.custom<CreateBlogInput>(), makeBlog)

const editSchema = z.object({
  blogId: idField,
  blog: z.custom<EditBlogInput>(),
  /** What a change of the status does with posts. */
  posts: z.custom<CoverageInput>().optional(),
  revision: countField.optional(),
})
export const editBlogAction = action(editSchema, (actor, { blogId, blog, posts, revision }) =>
  editCoverage(actor, blogId, blog, posts, { revision }),
)

const blogSchema = z.object({ blogId: idField })

export const createPreviewLinkAction = action(blogSchema, async (actor, { blogId }) => {
  return { path: paths.rehearsal(await openRehearsal(actor, blogId)) }
})

export const revokePreviewLinkAction = action(blogSchema, async (actor, { blogId }) => {
  await closeRehearsal(actor, blogId)
  return null
})

export const duplicateBlogAction = action(blogSchema, (actor, { blogId }) => copyBlog(actor, blogId))

const archiveSchema = z.object({ blogId: idField, archived: z.boolean() })
export const archiveBlogAction = action(archiveSchema, (actor, { blogId, archived }) =>
  setAside(actor, blogId, archived),
)

export const deleteBlogAction = action(blogSchema, async (actor, { blogId }) => {
  await removeBlog(actor, blogId)
  return null
})

export const restoreBlogAction = action(blogSchema, (actor, { blogId }) => returnBlog(actor, blogId))
