"use client"

import { useCallback, useEffect, useRef } from "react"
import { flushSync } from "react-dom"
import { listenForEmbeds } from "@/components/post/load-embed"
import type { LiveSettings } from "@/lib/live/client/settings"
import { splitPosts } from "@/lib/live/client/store"
import { paths } from "@/lib/paths"
import type { ReaderPage } from "@/lib/posts/reader-page"
import { readerWords } from "@/lib/words/reader-words"
import { Announcer } from "./announcer"
import { BlogFacts } from "./blog-facts"
import { BlogHeader } from "./blog-header"
import { KeyEvents } from "./key-events"
import { LiveStatus } from "./live-status"
import { NewUpdates } from "./new-updates"
import { EmptyNotice, NoScriptNotice, StaleNotice } from "./notices"
import { PageLinks } from "./page-links"
import { PinnedPosts } from "./pinned-posts"
import { ScrollKeeper } from "./scroll-keeper"
import { Timeline } from "./timeline"
import { useLiveStore } from "./use-live-store"
import { useNow } from "./use-now"
import { isInView, useRevealAtTop } from "./use-reveal-at-top"
import { useTabTitle } from "./use-tab-title"

/** One page of a blog, drawn on the server and then kept up to date: the one entry of the reader's browser. */
export function LiveFeed({ page, live }: { page: ReaderPage; live: LiveSettings }) {
  const isNewest = page.number === 1
  const root = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLHeadingElement>(null)
  const isAtTop = useCallback(() => isNewest && isInView(top.current), [isNewest])
  const mayReveal = useCallback(
    // Older pages get no new posts, only ones that are shown again: those have their place at once.
    () => !isNewest || (document.visibilityState === "visible" && isInView(top.current)),
    [isNewest],
  )
  const { store, snapshot } = useLiveStore(page, live, mayReveal)
  const { feed, keyEvents, state, arrived } = snapshot
  const { blog } = feed
  const now = Math.max(useNow(page.readAt), Date.parse(feed.at))
  const { shown, waiting } = splitPosts(snapshot)
  const waitingCount = isNewest ? waiting.length : arrived.size
  const shownIds = new Set(shown.map((post) => post.id))
  const words = readerWords(blog.language)

  const reveal = useCallback(() => store.reveal(), [store])
  useRevealAtTop(top, reveal)
  useTabTitle(blog.title, waitingCount)
  useEffect(() => (root.current ? listenForEmbeds(root.current) : undefined), [])

  const revealAndGo = () => {
    // Drawn first: keeping the place afterwards would stop the movement to the top.
    flushSync(reveal)
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    top.current?.scrollIntoView({ behavior: calm ? "instant" : "smooth", block: "start" })
    // The button is gone; the reader who pressed it goes on from the news, not from the top of the document.
    top.current?.focus({ preventScroll: true })
  }

  return (
    <div ref={root} lang={blog.language}>
      <Announcer arrivals={arrived.size} language={blog.language} />
      <ScrollKeeper mayMove={isAtTop}>
        <BlogHeader blog={blog} status={<LiveStatus blog={blog} at={feed.at} now={now} state={state} />} />
        {page.stale && state === "reconnecting" && <StaleNotice words={words} />}
        {blog.status === "live" && <NoScriptNotice words={words} />}
        <div className="gap-x-14 pt-6 lg:grid lg:grid-cols-[14rem_minmax(0,42rem)] lg:justify-between lg:pt-8">
          <div className="max-lg:mb-6">
            <div className="lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
              <KeyEvents events={keyEvents} blog={blog} shown={shownIds} />
              <BlogFacts blog={blog} />
            </div>
          </div>
          <div className="min-w-0">
            {isNewest && (
              <PinnedPosts posts={feed.pinned} blog={blog} now={blog.status === "live" ? now : null} shown={shownIds} />
            )}
            {!isNewest && <PageLinks page={page} language={blog.language} position="above" />}
            <NewUpdates
              count={waitingCount}
              language={blog.language}
              target={isNewest ? { reveal: revealAndGo } : { href: paths.blog(blog.slug) }}
            />
            <h2 ref={top} tabIndex={-1} className="sr-only scroll-mt-4">
              {words.updates}
            </h2>
            {shown.length === 0 ? (
              <EmptyNotice words={words} ended={blog.status === "ended"} />
            ) : (
              <Timeline posts={shown} blog={blog} now={now} arrived={arrived} />
            )}
            <PageLinks page={page} language={blog.language} position="below" />
          </div>
        </div>
      </ScrollKeeper>
    </div>
  )
}
