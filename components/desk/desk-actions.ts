import type { DeskBlog, EditBlogInput } from "@/lib/blogs/schema"
import type { BulkChange } from "@/lib/posts/bulk"
import type { Revision } from "@/lib/posts/history"
import type { GroupResult } from "@/lib/posts/save-group"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/schema"
import type { Template, TemplateInput } from "@/lib/posts/templates"
import type { RehearsalActions } from "./blogs/rehearsal-button"
import type { Act } from "./forms/result"

/** The server actions that the desk of one blog calls. */
export type DeskActions = RehearsalActions & {
  createPost: Act<{ blogId: string; userId: string; post: CreatePostInput; idempotencyKey: string }, DeskPost>
  editPost: Act<
    { postId: string; userId?: string; post: EditPostInput; revision?: number; idempotencyKey?: string },
    DeskPost
  >
  deletePost: Act<{ postId: string }, DeskPost>
  restorePost: Act<{ postId: string }, DeskPost>
  undoDeed: Act<{ postId: string; revision: number }, DeskPost>
  undoGroup: Act<{ groupId: string }, GroupResult>
  changePosts: Act<{ blogId: string; postIds: string[]; change: BulkChange }, GroupResult>
  readRevision: Act<{ postId: string; number: number }, Revision>
  orderPins: Act<{ blogId: string; postIds: string[] }, DeskPost[]>
  saveTemplate: Act<{ blogId: string; template: TemplateInput }, Template>
  editBlog: Act<{ blogId: string; blog: EditBlogInput; revision?: number }, DeskBlog>
}
