import type { DeskBlog, EditBlogInput } from "@/lib/blogs/blog-schemas"
import type { BulkChange } from "@/lib/posts/bulk-edit"
import type { CoverageInput } from "@/lib/posts/coverage"
import type { Revision } from "@/lib/posts/history"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import type { GroupResult } from "@/lib/posts/save-group"
import type { Template, TemplateInput } from "@/lib/posts/templates"
import type { PreviewLinkActions } from "./blogs/preview-link-button"
import type { Act } from "./forms/result"

/** The server actions that the desk of one blog calls. */
export type DeskActions = PreviewLinkActions & {
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
  editBlog: Act<{ blogId: string; blog: EditBlogInput; posts?: CoverageInput; revision?: number }, DeskBlog>
}
