"use server"

import { z } from "zod"
import { createBlog as makeBlog } from "@/lib/blogs/create-blog"
import { editBlog as changeBlog } from "@/lib/blogs/edit-blog"
import type { CreateBlogInput, EditBlogInput } from "@/lib/blogs/schema"
import { action } from "@/lib/http/action"

// The fields themselves are checked by the functions called, whose issues name them as the forms do.
export const createBlog = action(z.custom<CreateBlogInput>(), makeBlog)

const editSchema = z.object({
  blogId: z.string(),
  blog: z.custom<EditBlogInput>(),
  revision: z.number().int().optional(),
})
export const editBlog = action(editSchema, (actor, { blogId, blog, revision }) =>
  changeBlog(actor, blogId, blog, { revision }),
)
