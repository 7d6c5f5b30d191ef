import { type ReactNode, useCallback, useMemo, useRef } from "react"
import { SelectPost } from "@/components/desk/bulk/select-post"
import type { Selection } from "@/components/desk/bulk/use-selection"
import { EditedBy } from "@/components/desk/collaboration/presence-avatars"
import { Composer } from "@/components/desk/composer/composer"
import type { ComposerHandle } from "@/components/desk/composer/composer-handle"
import type { SavedText } from "@/components/desk/composer/save-flow"
import type { ComposerActions } from "@/components/desk/composer/send-text"
import { Notice } from "@/components/ui/notice"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import type { Collaborator } from "@/lib/collaboration/types"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Author } from "@/lib/protocol/delta"
import type { DeskView } from "./desk-view"
import { postRights, type Viewer } from "./post-rights"
import { PostView, type PostViewProps } from "./post-view"

type DrawRow = {
  viewer: Viewer
  blog: DeskBlog
  byline: Author
  now: string
  canPublish: boolean
  people: Collaborator[]
  selection: Selection
  view: DeskView
  /** Posts that are shown whole among the rows. */
  opened: ReadonlySet<string>
  /** What is being edited, each as it was when that began. */
  edited: ReadonlyMap<string, { post: DeskPost; focus: boolean }>
  does: {
    composer: ComposerActions
    handle: (postId: string) => (handle: ComposerHandle | null) => void
    onOpen: (post: DeskPost, opened: boolean) => void
    onEdit: (post: DeskPost) => void
    onClose: (post: DeskPost) => void
    onLeft: () => void
    onSaved: (before: DeskPost, saved: SavedText) => void
    onChange: (post: DeskPost, ...input: Parameters<PostViewProps["onChange"]>) => ReturnType<PostViewProps["onChange"]>
    onDelete: (post: DeskPost) => ReturnType<PostViewProps["onDelete"]>
    onRestore: (post: DeskPost) => ReturnType<PostViewProps["onRestore"]>
  }
}

/**
 * How a post is drawn in the timeline: as a card, or as the composer that edits it. The same function for as long as no row
 * could look different, so that news elsewhere on the page, and older posts that are loaded, draw no row again.
 */
export function useRenderRow(options: DrawRow): (post: DeskPost) => ReactNode {
  const { blog, now, canPublish, people, edited, view, opened } = options
  const { id, name, role } = options.viewer
  const { has, toggle } = options.selection
  const { timeZone, language } = blog
  const latest = useRef(options)
  latest.current = options
  const viewer = useMemo(() => ({ id, name, role }), [id, name, role])

  return useCallback(
    (post) => {
      const rights = postRights(viewer, post)
      const open = edited.get(post.id)
      const does = () => latest.current.does
      if (open && rights.edit) {
        return (
          <div className={view === "rows" ? "p-2" : undefined}>
            <EditedBy people={people} postId={post.id} also />
            {post.editorNote && (
              <div className="pb-2">
                <Notice tone="warn" title="Sent back">
                  {post.editorNote}
                </Notice>
              </div>
            )}
            <Composer
              place={{ userId: viewer.id, blogId: post.blogId, postId: post.id }}
              post={open.post}
              newest={post}
              blog={latest.current.blog}
              canPublish={rights.publish}
              byline={latest.current.byline}
              autoFocus={open.focus}
              actions={does().composer}
              handle={does().handle(post.id)}
              onLeft={does().onLeft}
              onSaved={(saved) => does().onSaved(open.post, saved)}
              onQueued={() => does().onClose(post)}
              onClose={() => does().onClose(post)}
            />
          </div>
        )
      }
      return (
        <>
          <EditedBy people={people} postId={post.id} />
          <PostView
            post={post}
            blog={{ timeZone, language }}
            rights={rights}
            now={now}
            view={view}
            opened={opened.has(post.id)}
            onOpen={(open) => does().onOpen(post, open)}
            select={canPublish && <SelectPost post={post} selected={has(post.id)} onToggle={toggle} />}
            onEdit={() => does().onEdit(post)}
            onChange={(input) => does().onChange(post, input)}
            onDelete={() => does().onDelete(post)}
            onRestore={() => does().onRestore(post)}
          />
        </>
      )
    },
    [viewer, edited, view, opened, people, has, toggle, timeZone, language, now, canPublish],
  )
}
