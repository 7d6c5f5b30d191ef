import type { DeskBlog, EditBlogInput } from "@/lib/blogs/schema"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/schema"
import type { Act } from "./forms/result"

/** The server actions that the desk of one blog calls. */
export type DeskActions = {
  createPost: Act<{ blogId: string; post: CreatePostInput; idempotencyKey: string }, DeskPost>
  editPost: Act<{ postId: string; post: EditPostInput; revision?: number }, DeskPost>
  deletePost: Act<{ postId: string }, DeskPost>
  restorePost: Act<{ postId: string }, DeskPost>
  editBlog: Act<{ blogId: string; blog: EditBlogInput; revision?: number }, DeskBlog>
}
