import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react"
import { handlePostClicks } from "@/components/post/handle-post-clicks"
import { Post } from "@/components/post/post"
import { LiveAnnouncer } from "@/components/reader/live-announcer"
import type { LiveData } from "@/components/reader/live-data"
import { LiveStatus } from "@/components/reader/live-status"
import { EmptyNotice, NoScriptNotice, StaleNotice } from "@/components/reader/notices"
import { ReaderTimeline } from "@/components/reader/reader-timeline"
import { useLiveStore } from "@/components/reader/use-live-store"
import { useNow } from "@/components/reader/use-now"
import { isPlayerInView } from "@/components/reader/use-reveal-at-edge"
import type { EmbedChoice } from "@/lib/embed-choice"
import { plural } from "@/lib/i18n/messages"
import { readerPaths } from "@/lib/reader-paths"
import { countNewPosts, splitPosts } from "@/lib/realtime/client/store"
import { LatestList } from "./latest-list"
import { reportHeight } from "./report-height"

export type EmbedData = LiveData & { choice: EmbedChoice }

type Props = EmbedData & {
  /** Loads the embed again from the server, and renders it. */
  onReset: () => void
}

/** A blog in a frame on another site, drawn on the server and kept up to date by the same client as its page. */
export function EmbedFeed({ page, live, words, choice, onReset }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLElement>(null)
  const isTopInView = useRef(false)
  const mayReveal = useRef<() => boolean>(() => false)
  mayReveal.current = () =>
    choice.post !== null ||
    (document.visibilityState === "visible" && isTopInView.current && !isPlayerInView(root.current))
  const { store, snapshot } = useLiveStore({ page, live, mayReveal, onReset })
  const { feed, state, arrived } = snapshot
  const { blog } = feed
  const now = Math.max(useNow(page.readAt, false), Date.parse(feed.at))
  const shown = splitPosts(snapshot).shown.slice(0, choice.limit)
  const news = choice.post ? 0 : countNewPosts(snapshot)
  const relativeNow = blog.status === "live" ? now : null

  const reveal = useCallback(() => {
    if (!isPlayerInView(root.current)) store.showPending()
  }, [store])
  useRevealInView(top, isTopInView, reveal)
  useEffect(() => (root.current ? reportHeight(root.current) : undefined), [])
  useEffect(() => (root.current ? handlePostClicks(root.current, { isFramed: true }) : undefined), [])
  // `<base target>` does the same before scripts run; a reader of the markup finds it on each link.
  useLayoutEffect(() => {
    for (const link of root.current?.querySelectorAll<HTMLAnchorElement>("a[href]:not([target])") ?? []) {
      link.target = "_blank"
      link.relList.add("noopener")
    }
  })
  // So many were taken down that older ones are missing.
  const isShort = choice.post === null && feed.oldest !== null && feed.posts.length < choice.limit
  useEffect(() => {
    if (isShort) onReset()
  }, [isShort, onReset])

  return (
    <div ref={root} className="px-4 pt-3 pb-4">
      <LiveAnnouncer arrivals={arrived.size} words={words} language={blog.language} notice={null} alert={null} />
      <header ref={top} className="border-ink border-b-2 pb-3">
        <LiveStatus
          blog={blog}
          words={words}
          at={feed.at}
          posts={shown.length}
          now={now}
          state={state}
          pausedWith={null}
        />
        <h1 className="mt-1 font-semibold font-serif text-xl leading-7" dir="auto">
          <a href={readerPaths.blog(blog.slug)} className="hover:underline">
            {blog.title}
          </a>
        </h1>
      </header>
      {snapshot.stale && state !== "gone" && <StaleNotice words={words} />}
      {blog.status === "live" && shown.length === 0 && <NoScriptNotice words={words} />}
      {news > 0 && (
        <div className="news-place top-3">
          <button type="button" onClick={() => store.showPending()} className="pill-news">
            <span aria-hidden="true" className="mark mark-up size-4" />
            {plural(words.newUpdates, news, blog.language)}
          </button>
        </div>
      )}
      {choice.post !== null ? (
        <OnePost {...{ shown, blog, words }} now={relativeNow} />
      ) : shown.length === 0 ? (
        <EmptyNotice blog={blog} words={words} now={now} />
      ) : choice.view === "latest" ? (
        <LatestList posts={shown} blog={blog} words={words} />
      ) : (
        <ReaderTimeline posts={shown} order="newest" {...{ blog, words, now, relativeNow, arrived }} away={null} />
      )}
      <p className="mt-3 border-line border-t pt-3 text-sm">
        <a href={readerPaths.blog(blog.slug)} className="font-medium text-accent underline underline-offset-3">
          {words.wholeBlog}
        </a>
      </p>
    </div>
  )
}

type OnePostProps = Pick<LiveData, "words"> & {
  shown: LiveData["page"]["feed"]["posts"]
  blog: LiveData["page"]["feed"]["blog"]
  now: number | null
}

function OnePost({ shown: [post], blog, words, now }: OnePostProps) {
  return post ? <Post {...{ post, blog, words, now }} /> : <p className="py-4 text-ink-soft">{words.noPost}</p>
}

/** Shows what waits once the head of the embed is in the reader's window: the frame itself is as high as what is in it. */
function useRevealInView(top: RefObject<HTMLElement | null>, isInView: RefObject<boolean>, reveal: () => void) {
  useEffect(() => {
    const element = top.current
    if (!element) return
    const update = () => {
      if (isInView.current && document.visibilityState === "visible") reveal()
    }
    const observer = new IntersectionObserver((entries) => {
      isInView.current = entries.some((entry) => entry.isIntersecting)
      update()
    })
    observer.observe(element)
    document.addEventListener("visibilitychange", update)
    return () => {
      observer.disconnect()
      document.removeEventListener("visibilitychange", update)
    }
  }, [top, isInView, reveal])
}
