"use client"

import { Inbox } from "lucide-react"
import { useEffect, useMemo, useRef, useState } from "react"
import { handlePostClicks } from "@/components/post/handle-post-clicks"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { useMediaQuery } from "@/components/ui/use-media-query"
import { isAllowed } from "@/lib/permissions/authorize"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { QueueCounts } from "@/lib/posts/read-posts"
import type { Template } from "@/lib/posts/templates"
import type { Author } from "@/lib/protocol/delta"
import { type LocalAutosave, saveLocal } from "./autosave/local-store"
import { blogAudience } from "./blogs/blog-audience"
import { BlogAudienceProvider } from "./blogs/blog-audience-context"
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
import { forgetAltText, remindOfAltText } from "./composer/alt-text-reminder"
import { Composer } from "./composer/composer"
import type { ComposerActions } from "./composer/send-text"
import { useTemplates } from "./composer/use-templates"
import { ComposerPane, useComposerSheet } from "./composer-pane"
import type { DeskActions } from "./desk-actions"
import { attempt } from "./forms/result"
import { useTimelineKeys } from "./keys/use-timeline-keys"
import { OutboxPanel } from "./outbox/outbox-panel"
import { QueueBoard } from "./queue/queue-board"
import { useQueue } from "./queue/use-queue"
import { useQueueBell } from "./queue/use-queue-bell"
import { TAB_ID } from "./session/tab-id"
import { useDeskView } from "./timeline/desk-view"
import type { TimelinePage } from "./timeline/fetch-timeline"
import { PinBoard } from "./timeline/pin-board"
import { actorOf, type Viewer } from "./timeline/post-rights"
import type { TimelineSearch } from "./timeline/search-state"
import { Timeline } from "./timeline/timeline"
import { usePostActions } from "./timeline/use-post-actions"
import { useRenderRow } from "./timeline/use-render-row"
import { useTimeline } from "./timeline/use-timeline"
import { useUndo } from "./undo/use-undo"
import { useCardFocus } from "./use-card-focus"
import { useComposers, useEditing } from "./use-editing"

type BlogDeskProps = {
  initial: TimelinePage
  search: TimelineSearch
  /** What the composer offers to begin with. */
  templates: Template[]
  /** How the viewer's own posts are signed. */
  byline: Author
  viewer: Viewer
  now: string
  actions: DeskActions
}

/** Wide enough for the queue beside timeline and composer (--breakpoint-board). */
const BOARD = "(width >= 100rem)"

/** The desk of one blog: its timeline, the composer beside it, and the queue of what is not out yet. */
export function BlogDesk({ initial, search, templates: known, byline, viewer: visitor, now, actions }: BlogDeskProps) {
  const timeline = useTimeline(initial, search)
  const viewer = { ...visitor, role: timeline.role ?? visitor.role }
  const { blog } = timeline
  const canPublish = isAllowed(actorOf(viewer), "post.publish", { blogId: blog.id })
  const selection = useSelection(timeline.posts, { enabled: canPublish })
  const composers = useComposers()
  const undo = useUndo(actions, timeline.put, () => composers.get(""))
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
  const { focused, focusCard } = useCardFocus(root)
  const keep = useMemo(() => new Set(focused ? [...editing.ids, focused] : editing.ids), [editing.ids, focused])
  useTimelineKeys(timeline.posts, (postId) => focusCard({ postId, whole: true }))
  const remove = async (post: DeskPost) => {
    const index = timeline.posts.findIndex((each) => each.id === post.id)
    const neighbour = timeline.posts[index + 1] ?? timeline.posts[index - 1]
    const result = await posts.remove(post)
    if (result.ok) focusCard({ postId: neighbour?.id, whole: true })
    return result
  }
  const sheet = useComposerSheet()
  const view = useDeskView()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [drawer, setDrawer] = useState(false)
  const isBoard = useMediaQuery(BOARD)
  const queue = useQueue(blog.id, timeline.counts.mark)
  useQueueBell({ queue, viewerId: viewer.id, canPublish, waiting: timeline.counts.submitted })
  const close = ({ id }: DeskPost) => {
    const isHere = root.current?.querySelector(`[data-row="${id}"]`)?.contains(document.activeElement)
    editing.stop(id)
    // Who writes elsewhere already goes on there.
    if (isHere) focusCard({ postId: id, whole: true })
  }
  const takeIn = (text: LocalAutosave, post: DeskPost | null) => {
    const open = composers.get(post?.id ?? "")
    if (open) return open.takeIn(text)
    if (!post) return
    // Its composer finds it there when it opens.
    saveLocal({ userId: viewer.id, blogId: blog.id, postId: post.id }, { ...text, tab: TAB_ID })
    editing.start(post)
  }
  /** The whole text becomes an unsaved edit of the post that went out without its pictures. */
  const keepPictures = (post: DeskPost, words: LocalAutosave) => {
    const kept = { ...words, revision: post.revision, idempotencyKey: null, tab: TAB_ID }
    saveLocal({ userId: viewer.id, blogId: blog.id, postId: post.id }, kept)
    editing.start(post, { focus: false })
    remindOfAltText(post.id)
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
    view,
    opened,
    does: {
      onOpen: (post, open) => {
        setOpened((before) => {
          const next = new Set(before)
          if (open) next.add(post.id)
          else next.delete(post.id)
          return next
        })
        focusCard({ postId: post.id, whole: true })
      },
      composer: composerActions,
      handle: composers.keep,
      onEdit: (post) => editing.start(post),
      onClose: close,
      onLeft: () => composers.get("")?.focus(),
      onSaved: (before, { post, stays, waiting }) => {
        timeline.put(post)
        undo.note(before, post)
        if (waiting) remindOfAltText(post.id)
        else forgetAltText(post.id)
        if (!stays) close(post)
      },
      onChange: posts.change,
      onDelete: remove,
      onRestore: posts.restore,
    },
  })

  const isAtHome = {
    viewer,
    timeZone: blog.timeZone,
    now,
    queue,
    onChange: posts.change,
    onEdit: (post: DeskPost) => {
      setDrawer(false)
      editing.start(post)
    },
  }
  return (
    <BlogAudienceProvider value={blogAudience(blog)}>
      <div ref={root} data-blog-desk className="flex h-full flex-col max-desk:overflow-y-auto">
        <div data-above-timeline className="shrink-0">
          <DeskBlogHeader blog={blog} mayEdit={mayEditBlog}>
            <BlogHealthPanel together={together} blog={blog} />
            <PresenceAvatars people={together.people} />
            <Button size="small" className="board:hidden" onClick={() => setDrawer(true)}>
              <Inbox aria-hidden />
              {`Queue ${queueSize(timeline.counts)}`}
            </Button>
          </DeskBlogHeader>
          <StateBar
            blog={blog}
            scheduled={timeline.counts.scheduled}
            mayEdit={mayEditBlog}
            editBlog={actions.editBlog}
            preview={actions}
            onChanged={timeline.setBlog}
          />
          <PusherNotice blog={blog} />
        </div>
        <div className="grid min-h-0 desk:flex-1 desk:grid-cols-[minmax(0,1fr)_minmax(26rem,30rem)] desk:grid-rows-[minmax(0,1fr)_auto] board:grid-cols-[minmax(0,1fr)_32rem_20rem]">
          <div className="relative min-h-0 min-w-0 border-line desk:row-span-2 desk:border-e" inert={sheet.open}>
            <NewPostsButton count={news.count} onShow={news.show} />
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
                view={view}
                draw={draw}
                onSearch={timeline.setSearch}
                onOlder={timeline.loadOlder}
                onRetry={timeline.retry}
              >
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
              </Timeline>
            </TimelineScrollAnchor>
          </div>
          <ComposerPane sheet={sheet} onPublish={() => composers.get("")?.submit()}>
            <div className="flex min-h-0 flex-col" onInput={together.noteWriting}>
              <Composer
                place={{ userId: viewer.id, blogId: blog.id, postId: null }}
                post={null}
                blog={blog}
                canPublish={canPublish}
                byline={byline}
                templates={templates}
                autoFocus={sheet.open}
                actions={composerActions}
                handle={composers.keep("")}
                reach={(post) => together.vitals && deliveryOf(post, together.vitals)}
                current={({ id }) => timeline.posts.find((each) => each.id === id)}
                onLeft={() => (sheet.open ? sheet.close() : composers.get("")?.focus())}
                onSaved={({ post, words, waiting }) => {
                  timeline.put(post)
                  undo.note(null, post, words)
                  together.noteSaved()
                  if (waiting) keepPictures(post, words)
                }}
              />
            </div>
            <WritingNow people={together.people} />
          </ComposerPane>
          <div className="max-h-[40dvh] overflow-y-auto px-3 max-desk:order-first">
            <OutboxPanel
              userId={viewer.id}
              blogId={blog.id}
              timeZone={blog.timeZone}
              onTake={takeIn}
              onSent={timeline.put}
            />
          </div>
          <aside
            aria-label="Queue"
            className="hidden min-h-0 overflow-y-auto border-line border-s p-3 board:col-start-3 board:row-span-2 board:row-start-1 board:block"
          >
            {isBoard && <QueueBoard {...isAtHome} />}
          </aside>
        </div>
        <Dialog open={drawer} onOpenChange={setDrawer} title="Queue" wide>
          <QueueBoard {...isAtHome} />
        </Dialog>
      </div>
    </BlogAudienceProvider>
  )
}

function queueSize({ submitted, scheduled, draft }: QueueCounts): number {
  return submitted + scheduled + draft
}
