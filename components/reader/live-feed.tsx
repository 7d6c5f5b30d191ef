import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { splitSummary } from "@/lib/content/split-summary"
import { dayAndClockWithZone } from "@/lib/i18n/format-dates"
import { currentAlert } from "@/lib/protocol/alerts"
import { isChronological } from "@/lib/protocol/reader-page"
import { readerPaths } from "@/lib/reader-paths"
import { countNewPosts, shownKeyEvents, splitPosts } from "@/lib/realtime/client/store"
import { AlertBanner } from "./alert-banner"
import { BlogFacts } from "./blog-facts"
import { BlogHeader } from "./blog-header"
import { FocusedPost } from "./focused-post"
import { goTo } from "./go-to"
import { KeyEventList } from "./key-event-list"
import { KeyPoints } from "./key-points"
import { KeyboardHint } from "./keyboard-hint"
import { LiveAnnouncer } from "./live-announcer"
import type { LiveData } from "./live-data"
import { LiveStatus } from "./live-status"
import { NewUpdates } from "./new-updates"
import { EmptyNotice, NoScriptNotice, StaleNotice } from "./notices"
import { PageLinks } from "./page-links"
import { PinnedPosts } from "./pinned-posts"
import { ReaderBar } from "./reader-bar"
import { findBorder, ReaderTimeline } from "./reader-timeline"
import { ReaderToolbar } from "./reader-toolbar"
import { type Movement, ScrollAnchor } from "./scroll-anchor"
import { Toast } from "./toast"
import { useAccent } from "./use-accent"
import { useCurrentEvent } from "./use-current-event"
import { useKeys } from "./use-keys"
import { useLeft } from "./use-left"
import { useLiveStore, useTabTitle } from "./use-live-store"
import { useNow } from "./use-now"
import { type Order, useOrder } from "./use-order"
import { usePostClicks } from "./use-post-clicks"
import { isAtEdge, isInView, isPlayerInView, useRevealAtEdge } from "./use-reveal-at-edge"
import { useTimeZone } from "./use-time-zone"
import { describeUnread, useUnread } from "./use-unread"

// Loaded when it is needed, which is seldom. Of an older release it may be gone: then the page does without.
const AwayNote = lazy<typeof import("./unread-banner").UnreadBanner>(async () => {
  const part = await import("./unread-banner").catch(() => null)
  return { default: part?.UnreadBanner ?? (() => <></>) }
})

type Props = LiveData & {
  /** Loads the page again from the server, and renders it. */
  onReset: () => void
}

/** One page of a blog, drawn on the server and then kept up to date in the reader's browser. */
export function LiveFeed({ page, live, words, onReset }: Props) {
  const isNewest = page.number === 1
  const root = useRef<HTMLDivElement>(null)
  const headline = useRef<HTMLHeadingElement>(null)
  const top = useRef<HTMLHeadingElement>(null)
  const bottom = useRef<HTMLDivElement>(null)
  const { order, chosen, choose, switching } = useOrder(
    page.feed.blog.slug,
    isChronological(page.feed.blog) ? "oldest" : "newest",
  )
  // Where new posts come in: above the others, or below.
  const edge = order === "newest" ? top : bottom
  const mayReveal = useRef<() => boolean>(() => false)
  // Older pages get no new posts, only ones that are shown again, in their place.
  mayReveal.current = () =>
    !isNewest ||
    (document.visibilityState === "visible" && isAtEdge(edge.current, order) && !isPlayerInView(root.current))
  const { store, snapshot } = useLiveStore({ page, live, mayReveal, onReset })
  const { held, state } = snapshot
  const view = held ?? snapshot
  const { feed, arrived } = view
  const { blog, toggleZone } = useTimeZone(feed.blog)
  const now = Math.max(useNow(page.readAt, held !== null), Date.parse(feed.at))
  // Kept as they are while nothing of them changes: a tap must not draw the whole list again before it shows.
  const { revealedTo } = view
  const split = useMemo(() => splitPosts({ feed, revealedTo }), [feed, revealedTo])
  const focused = split.shown.find((post) => post.id === page.focus)
  const shown = useMemo(() => {
    const others = split.shown.filter((post) => post !== focused)
    return order === "newest" ? others : others.toReversed()
  }, [split, order, focused])
  const shownIds = useMemo(() => new Set(split.shown.map((post) => post.id)), [split])
  const news = countNewPosts(snapshot)
  const alert = currentAlert(snapshot.alerts, now)
  // Said once, when it comes while the page is open.
  const [knownAlert] = useState(alert?.id)
  const alertNews = alert && alert.id !== knownAlert ? `${words.breaking}: ${alert.title}` : null
  // Behind the tap that pauses: the badge and the button show it first, then the times of all posts.
  const listNow = useDeferredValue(now)
  const relativeNow = useDeferredValue(blog.status === "live" && !held ? now : null)
  const { away, isTold, dismiss } = useUnread(blog.slug, view, now)
  const keys = useKeys()

  const reveal = useCallback(() => store.showPending(), [store])
  const revealUnlessPlaying = useCallback(() => {
    if (!isPlayerInView(root.current)) reveal()
  }, [reveal])
  useRevealAtEdge(edge, order, revealUnlessPlaying)
  useTabTitle(blog.title, news)
  useAccent(root, blog.accent)
  const { said: shared, forget } = usePostClicks(root, words)

  const howToMove = useCallback((): Movement => {
    if (switching.current) return "jump"
    return order === "newest" && isNewest && isInView(top.current) ? "glide" : "stay"
  }, [switching, order, isNewest])
  const revealAndGo = () => {
    const [oldestWaiting] = splitPosts({ feed: snapshot.feed, revealedTo }).waiting.slice(-1)
    // Drawn first: keeping the place afterwards would stop the movement to the news.
    flushSync(() => (held ? store.resume() : reveal()))
    // The button is gone; the reader who pressed it goes on from the news, not from the top of the document.
    const target = order === "newest" ? top.current : document.getElementById(oldestWaiting?.id ?? "")
    if (target) goTo(target)
  }
  const events = shownKeyEvents(view)
  const current = useCurrentEvent(shown, events)
  const hasHeadlineLeft = useLeft(headline)
  const links = { page, words, language: blog.language, order }
  // Before the first update there is nothing to do anything with.
  const hasPosts = split.shown.length > 0 || held !== null
  // A story is read from its first post on, which is on the last page.
  const chooseOrder = (wanted: Order) => {
    choose(wanted)
    const start = wanted === "oldest" ? page.links.oldest : page.links.newest
    if (start) location.assign(start)
  }
  const tools = (
    <ReaderToolbar
      slug={blog.slug}
      words={words}
      order={chosen}
      onOrder={chooseOrder}
      pausedWith={held ? news : null}
      language={blog.language}
      onPause={blog.status === "live" || held ? (on) => (on ? store.pause() : store.resume()) : null}
    />
  )
  const newUpdates = (
    <NewUpdates
      count={news}
      words={words}
      language={blog.language}
      order={order}
      edge={edge}
      paused={held !== null}
      hasUnreadBanner={away !== null && !isTold}
      target={isNewest ? { reveal: revealAndGo } : { href: readerPaths.blog(blog.slug) }}
    />
  )
  // Where news come in at the end, the way to them floats there.
  const isNewsInBar = hasHeadlineLeft && (order === "newest" || !isNewest)
  const goOn = away && shown[findBorder(shown, away, order)]

  return (
    <div ref={root} id="top">
      <LiveAnnouncer
        arrivals={arrived.size}
        words={words}
        language={blog.language}
        alert={alertNews}
        notice={shared ?? (away && !isTold ? describeUnread({ away, blog, words, now }) : null)}
      />
      <AlertBanner alert={alert} blog={blog} words={words} shown={shownIds} isBelowBar={hasHeadlineLeft} />
      {hasHeadlineLeft && (
        <ReaderBar
          blog={blog}
          words={words}
          hasEvents={events.length > 0}
          news={isNewsInBar && newUpdates}
          tools={hasPosts && tools}
        />
      )}
      <ScrollAnchor howToMove={howToMove}>
        {focused && <FocusedPost post={focused} blog={blog} words={words} now={relativeNow} />}
        <BlogHeader
          blog={blog}
          headline={headline}
          status={
            <LiveStatus
              blog={blog}
              words={words}
              at={feed.at}
              posts={feed.posts.length}
              now={now}
              state={state}
              pausedWith={held ? news : null}
              onZone={toggleZone}
            />
          }
        />
        {snapshot.stale && state !== "gone" && <StaleNotice words={words} />}
        {blog.status === "live" && !hasPosts && <NoScriptNotice words={words} />}
        <div className="live-columns">
          <div>
            <div className="live-margin">
              <KeyPoints points={splitSummary(blog.summary).points} words={words} />
              <KeyEventList {...{ events, order, blog, words, current }} now={listNow} shown={shownIds} />
              {hasPosts && <BlogFacts blog={blog} words={words} />}
            </div>
          </div>
          <div className="live-stream">
            {hasPosts && tools}
            {isNewest && (
              <PinnedPosts posts={feed.pinned} blog={blog} words={words} now={relativeNow} shown={shownIds} />
            )}
            <h2 ref={top} id="updates" tabIndex={-1} className="sr-only scroll-mt-16">
              {words.updates}
            </h2>
            {(!isNewest || order === "oldest") && <PageLinks {...links} position="above" />}
            {!isNewsInBar && newUpdates}
            {split.shown.length === 0 ? (
              <EmptyNotice blog={blog} words={words} now={now} />
            ) : (
              <ReaderTimeline
                posts={shown}
                order={order}
                blog={blog}
                words={words}
                now={listNow}
                relativeNow={relativeNow}
                arrived={arrived}
                away={away}
              />
            )}
            <div ref={bottom} />
            <PageLinks {...links} position="below" />
            {hasPosts && <KeyboardHint words={words} on={keys.on} onChange={keys.choose} />}
            <p className="print-note" suppressHydrationWarning>
              {readerPaths.blog(blog.slug)} · {dayAndClockWithZone(new Date(now).toISOString(), blog)}
            </p>
          </div>
        </div>
      </ScrollAnchor>
      {away && !isTold && (
        <Suspense>
          <AwayNote
            text={describeUnread({ away, blog, words, now })}
            words={words}
            goOnAt={goOn?.id ?? null}
            onClose={dismiss}
          />
        </Suspense>
      )}
      {shared && <Toast text={shared} onDone={forget} />}
    </div>
  )
}
