"use client"

import { useEffect, useMemo, useRef, useState } from "react"
import { handlePostClicks } from "@/components/post/handle-post-clicks"
import { isAllowed } from "@/lib/permissions/authorize"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Template } from "@/lib/posts/templates"
import type { Author } from "@/lib/protocol/delta"
import { type LocalAutosave, saveLocal } from "./autosave/local-store"
import { blogState } from "./blogs/blog-state"
import { BlogStateProvider } from "./blogs/blog-state-context"
import { DeskBlogHeader } from "./blogs/desk-blog-header"
import { PusherNotice } from "./blogs/pusher-notice"
import { StateBar } from "./blogs/state-bar"
import { BulkBar } from "./bulk/bulk-bar"
import { useSelection } from "./bulk/use-selection"
import { BlogHealthPanel } from "./collaboration/blog-health"
import { deliveryOf } from "./collaboration/blog-health-messages"
import { NewPostsButton } from "./collaboration/new-posts-button"
import { PresenceAvatars, WritingNow } from "./collaboration/presence-avatars"
import { TimelineScrollAnchor } from "./collaboration/timeline-scroll-anchor"
import { useCollaboration } from "./collaboration/use-collaboration"
import { useNewPosts } from "./collaboration/use-new-posts"
import { Composer } from "./composer/composer"
import type { ComposerHandle } from "./composer/composer-handle"
import type { ComposerActions } from "./composer/use-save"
import { useTemplates } from "./composer/use-templates"
import type { DeskActions } from "./desk-actions"
import { attempt } from "./forms/result"
import { useTimelineKeys } from "./keys/use-timeline-keys"
import { OutboxPanel } from "./outbox/outbox-panel"
import { findUnfinishedEdits } from "./outbox/restore"
import { TAB_ID } from "./session/tab-id"
import type { TimelinePage } from "./timeline/fetch-timeline"
import { type Filter, orderOf } from "./timeline/filters"
import { PinBoard } from "./timeline/pin-board"
import { actorOf, type Viewer } from "./timeline/post-rights"
import type { TimelineSearch } from "./timeline/search-state"
import { Timeline } from "./timeline/timeline"
import { usePostActions } from "./timeline/use-post-actions"
import { useRenderRow } from "./timeline/use-render-row"
import { useTimeline } from "./timeline/use-timeline"
import { useUndo } from "./undo/use-undo"

type BlogDeskProps = {
  initial: TimelinePage
  search: TimelineSearch
  /** What the composer offers to begin with. */
  templates: Template[]
  /** How the viewer's own updates are signed. */
  byline: Author
  viewer: Viewer
  now: string
  actions: DeskActions
}

/** The desk of one blog: write on top, what was written below. */
export function BlogDesk({ initial, search, templates: known, byline, viewer: visitor, now, actions }: BlogDeskProps) {
  const timeline = useTimeline(initial, search)
  const viewer = { ...visitor, role: timeline.role ?? visitor.role }
  const { blog } = timeline
  const canPublish = isAllowed(actorOf(viewer), "post.publish", { blogId: blog.id })
  const selection = useSelection(timeline.posts, { enabled: canPublish })
  const undo = useUndo(actions, timeline.put)
  const posts = usePostActions(actions, timeline.put, undo)
  const editing = useEditing({ userId: viewer.id, blogId: blog.id }, initial.posts)
  const together = useCollaboration({ userId: viewer.id, blogId: blog.id }, editing.ids, timeline.hear)
  const news = useNewPosts(timeline.posts, viewer.id, timeline.search)
  const root = useRef<HTMLDivElement>(null)
  // Answers the buttons that load players, of posts now and later.
  useEffect(() => (root.current ? handlePostClicks(root.current) : undefined), [])

  const mayEditBlog = isAllowed(actorOf(viewer), "blog.edit", { blogId: blog.id })
  const templates = useTemplates(known, blog.id, mayEditBlog ? actions.saveTemplate : null)
  const orderPins = async (postIds: string[]) => {
    const result = await attempt(() => actions.orderPins({ blogId: blog.id, postIds }))
    if (result.ok) timeline.setPins(result.data)
    return result
  }

  const composerActions: ComposerActions = {
    create: (post, idempotencyKey) => actions.createPost({ blogId: blog.id, userId: viewer.id, post, idempotencyKey }),
    edit: (postId, post, revision, idempotencyKey) =>
      actions.editPost({ postId, userId: viewer.id, post, revision, idempotencyKey }),
    readRevision: (postId, number) => actions.readRevision({ postId, number }),
  }
  // What had the focus may be gone after an action; the card that takes its place gets it, else the timeline.
  const [focus, focusCard] = useState<{ postId: string | undefined; whole?: boolean } | null>(null)
  const focused = focus?.postId
  const keep = useMemo(() => new Set(focused ? [...editing.ids, focused] : editing.ids), [editing.ids, focused])
  useTimelineKeys(timeline.posts, (postId) => focusCard({ postId, whole: true }))
  useEffect(() => {
    if (!focus) return
    const row = focus.whole ? root.current?.querySelector<HTMLElement>(`[data-row="${focus.postId}"]`) : null
    if (row) {
      const whole = row.querySelector<HTMLElement>("[data-post]") ?? row.querySelector<HTMLElement>("input")
      whole?.focus({ preventScroll: true })
      whole?.scrollIntoView({ block: "nearest" })
      return
    }
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
  const composers = useComposers()
  const close = ({ id }: DeskPost) => {
    editing.stop(id)
    focusCard({ postId: id })
  }
  const takeIn = (text: LocalAutosave, post: DeskPost | null) => {
    const open = composers.get(post?.id ?? "")
    if (open) return open.takeIn(text)
    if (!post) return
    // Its composer finds it there when it opens.
    saveLocal({ userId: viewer.id, blogId: blog.id, postId: post.id }, { ...text, tab: TAB_ID })
    editing.start(post)
  }
  const draw = useRenderRow({
    viewer,
    blog,
    byline,
    now,
    canPublish,
    people: together.people,
    selection,
    edited: editing.edited,
    does: {
      composer: composerActions,
      handle: composers.keep,
      onEdit: editing.start,
      onClose: close,
      onSaved: (before, saved) => {
        timeline.put(saved)
        undo.note(before, saved)
        close(saved)
      },
      onChange: posts.change,
      onDelete: remove,
      onRestore: posts.restore,
    },
  })

  return (
    <BlogStateProvider value={blogState(blog)}>
      <div ref={root}>
        <div className="mb-4 rounded-xl border border-line">
          <DeskBlogHeader blog={blog} mayEdit={mayEditBlog}>
            <BlogHealthPanel together={together} blog={blog} />
            <PresenceAvatars people={together.people} />
          </DeskBlogHeader>
          <StateBar
            blog={blog}
            scheduled={timeline.counts.scheduled}
            mayEdit={mayEditBlog}
            editBlog={actions.editBlog}
            preview={actions}
            onChanged={timeline.setBlog}
          />
        </div>
        <PusherNotice blog={blog} />
        <NewPostsButton count={news.count} onShow={news.show} />
        <div onInput={together.noteWriting}>
          <Composer
            place={{ userId: viewer.id, blogId: blog.id, postId: null }}
            post={null}
            blog={blog}
            canPublish={canPublish}
            byline={byline}
            templates={templates}
            autoFocus={false}
            actions={composerActions}
            handle={composers.keep("")}
            reach={(post) => together.vitals && deliveryOf(post, together.vitals)}
            onSaved={(saved) => {
              timeline.put(saved)
              undo.note(null, saved)
              together.noteSaved()
            }}
          />
        </div>
        <WritingNow people={together.people} />
        <OutboxPanel
          userId={viewer.id}
          blogId={blog.id}
          timeZone={blog.timeZone}
          onTake={takeIn}
          onSent={timeline.put}
        />
        {canPublish && timeline.pins.length > 0 && (
          <PinBoard
            pins={timeline.pins}
            onOrder={orderPins}
            onUnpin={(post) => posts.change(post, { pinned: false })}
          />
        )}
        <BulkBar
          blogId={blog.id}
          selection={selection}
          changePosts={actions.changePosts}
          undo={undo}
          put={timeline.put}
          onDone={() => focusCard({ postId: undefined })}
        />
        <TimelineScrollAnchor>
          <Timeline
            blogId={blog.id}
            search={timeline.search}
            counts={timeline.counts}
            posts={editing.keepOpen(timeline.posts, timeline.search.state)}
            hasOlder={timeline.next !== null}
            loading={timeline.loading}
            failure={timeline.failure}
            keep={keep}
            draw={draw}
            onSearch={timeline.setSearch}
            onOlder={timeline.loadOlder}
            onRetry={timeline.retry}
          />
        </TimelineScrollAnchor>
      </div>
    </BlogStateProvider>
  )
}

/** The composers on the page, by post; the one of new updates under "". */
function useComposers() {
  const open = useRef(new Map<string, ComposerHandle>())
  return {
    get: (id: string) => open.current.get(id),
    keep: (id: string) => (handle: ComposerHandle | null) => {
      if (handle) open.current.set(id, handle)
      else open.current.delete(id)
    },
  }
}

type Edited = { post: DeskPost; focus: boolean }

/** Posts that are being edited, each as it was when that began; unfinished edits of a closed tab open by themselves. */
function useEditing(place: { userId: string; blogId: string }, posts: DeskPost[]) {
  const [edited, setEdited] = useState(new Map<string, Edited>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was left from before counts
  useEffect(() => {
    void findUnfinishedEdits(place).then((left) => {
      const found = posts.filter((post) => left.has(post.id))
      setEdited((before) => new Map([...found.map((post) => [post.id, { post, focus: false }] as const), ...before]))
    })
  }, [])
  const ids = useMemo(() => new Set(edited.keys()), [edited])
  return {
    ids,
    edited,
    /** What is being edited stays on the page, also when a colleague deleted it or the filter leaves it out. */
    keepOpen: (shown: DeskPost[], filter: Filter) => {
      const here = new Set(shown.map((post) => post.id))
      const missing = [...edited.values()].map(({ post }) => post).filter((post) => !here.has(post.id))
      return missing.length > 0 ? [...shown, ...missing].sort(orderOf(filter)) : shown
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
