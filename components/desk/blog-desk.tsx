"use client"

import { useEffect, useRef, useState } from "react"
import { answerClicks } from "@/components/post/answer-clicks"
import { isAllowed } from "@/lib/auth/authorize"
import type { DeskPost } from "@/lib/posts/schema"
import { BlogHeader } from "./blogs/blog-header"
import { PushNotice } from "./blogs/push-notice"
import { Composer } from "./composer/composer"
import { listKeptPosts } from "./composer/kept-text"
import type { ComposerActions } from "./composer/use-save"
import type { DeskActions } from "./desk-actions"
import type { TimelinePage } from "./timeline/fetch-timeline"
import { newestMade } from "./timeline/filters"
import { PostCard } from "./timeline/post-card"
import { actorOf, postRights, type Viewer } from "./timeline/post-rights"
import { Timeline } from "./timeline/timeline"
import { usePostActions } from "./timeline/use-post-actions"
import { useTimeline } from "./timeline/use-timeline"

type BlogDeskProps = { initial: TimelinePage; viewer: Viewer; now: string; actions: DeskActions }

/** The desk of one blog: write on top, what was written below. */
export function BlogDesk({ initial, viewer, now, actions }: BlogDeskProps) {
  const timeline = useTimeline(initial)
  const { blog } = timeline
  const posts = usePostActions(actions, timeline.put)
  const editing = useEditing({ userId: viewer.id, blogId: blog.id }, initial.posts)
  const root = useRef<HTMLDivElement>(null)
  // Answers the buttons that load players, of posts now and later.
  useEffect(() => (root.current ? answerClicks(root.current) : undefined), [])
  const canPublish = isAllowed(actorOf(viewer), "post.publish", { blogId: blog.id })

  const composerActions: ComposerActions = {
    create: (post, idempotencyKey) => actions.createPost({ blogId: blog.id, post, idempotencyKey }),
    edit: (postId, post, revision) => actions.editPost({ postId, post, revision }),
  }
  // What had the focus may be gone after an action; the card that takes its place gets it, else the timeline.
  const [focus, focusCard] = useState<{ postId: string | undefined } | null>(null)
  useEffect(() => {
    if (!focus) return
    const card = focus.postId ? root.current?.querySelector(`[data-post="${focus.postId}"]`) : null
    const edit = card?.querySelector<HTMLElement>("[data-edit]")
    const target = edit ?? card?.querySelector<HTMLElement>("footer button") ?? root.current?.querySelector("h2")
    target?.focus()
  }, [focus])
  const remove = async (post: DeskPost) => {
    const index = timeline.posts.findIndex((each) => each.id === post.id)
    const neighbour = timeline.posts[index + 1] ?? timeline.posts[index - 1]
    const result = await posts.remove(post)
    if (result.ok) focusCard({ postId: neighbour?.id })
    return result
  }
  const draw = (post: DeskPost) => {
    const rights = postRights(viewer, post)
    const edited = editing.get(post.id)
    if (edited && rights.edit) {
      const close = () => {
        editing.stop(post.id)
        focusCard({ postId: post.id })
      }
      return (
        <Composer
          place={{ userId: viewer.id, blogId: blog.id, postId: post.id }}
          post={edited.post}
          blog={blog}
          canPublish={rights.publish}
          autoFocus={edited.focus}
          actions={composerActions}
          onSaved={(saved) => {
            timeline.put(saved)
            close()
          }}
          onClose={close}
        />
      )
    }
    return (
      <PostCard
        post={post}
        blog={blog}
        rights={rights}
        now={now}
        onEdit={() => editing.start(post)}
        onChange={(input) => posts.change(post, input)}
        onDelete={() => remove(post)}
        onRestore={() => posts.restore(post)}
      />
    )
  }

  return (
    <div ref={root}>
      <BlogHeader blog={blog} viewer={viewer} editBlog={actions.editBlog} onChanged={timeline.setBlog} />
      <PushNotice blog={blog} />
      <Composer
        place={{ userId: viewer.id, blogId: blog.id, postId: null }}
        post={null}
        blog={blog}
        canPublish={canPublish}
        autoFocus={false}
        actions={composerActions}
        onSaved={timeline.put}
      />
      <Timeline
        filter={timeline.filter}
        posts={editing.keepOpen(timeline.posts)}
        hasOlder={timeline.next !== null}
        loading={timeline.loading}
        failure={timeline.failure}
        draw={draw}
        onFilter={timeline.setFilter}
        onOlder={timeline.loadOlder}
        onRetry={timeline.refresh}
      />
    </div>
  )
}

type Edited = { post: DeskPost; focus: boolean }

/** Posts that are being edited, each as it was when that began; unfinished edits of a closed tab open by themselves. */
function useEditing(place: { userId: string; blogId: string }, posts: DeskPost[]) {
  const [edited, setEdited] = useState(new Map<string, Edited>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was left from before counts
  useEffect(() => {
    const left = new Set(listKeptPosts(place))
    const found = posts.filter((post) => left.has(post.id))
    if (found.length > 0) setEdited(new Map(found.map((post) => [post.id, { post, focus: false }])))
  }, [])
  return {
    get: (id: string) => edited.get(id),
    /** What is being edited stays on the page, also when a colleague deleted it or the filter leaves it out. */
    keepOpen: (shown: DeskPost[]) => {
      const here = new Set(shown.map((post) => post.id))
      const missing = [...edited.values()].map(({ post }) => post).filter((post) => !here.has(post.id))
      return missing.length > 0 ? [...shown, ...missing].sort(newestMade) : shown
    },
    start: (post: DeskPost) => setEdited((before) => new Map(before).set(post.id, { post, focus: true })),
    stop: (id: string) =>
      setEdited((before) => {
        const next = new Map(before)
        next.delete(id)
        return next
      }),
  }
}
