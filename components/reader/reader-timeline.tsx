import { memo, useLayoutEffect } from "react"
import { Post } from "@/components/post/post"
import { dayName } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import { sayAt, saySince } from "@/lib/i18n/say-when"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { isNewer, type UnreadSummary } from "@/lib/realtime/client/last-seen"
import type { Order } from "./use-order"

type Props = {
  /** As they are shown, from top to bottom. */
  posts: PublicPost[]
  order: Order
  blog: PublicBlog
  words: Messages
  now: number
  /** For "2m ago" beside the time on the clock; null: only that. */
  relativeNow: number | null
  /** Posts that came while the page was open: marked for a moment. */
  arrived: ReadonlySet<string>
  away: UnreadSummary | null
}

/** How long a post that came while the page was open is called new. */
const NEW_FOR_MS = 5 * 60_000

/** The posts along one thread; a day is named where it begins, and today only when others are shown. */
export const ReaderTimeline = memo(function Timeline(props: Props) {
  const { posts, order, blog, words, now, relativeNow, arrived, away } = props
  const today = dayName(new Date(now).toISOString(), blog)
  const days = posts.map((post) => dayName(post.publishedAt, blog))
  const isUnseen = (post: PublicPost) => away !== null && isNewer(post, away.since)
  const isNew = (post: PublicPost) =>
    isUnseen(post) || (arrived.has(post.id) && now - Date.parse(post.publishedAt) < NEW_FOR_MS)
  const border = away ? findBorder(posts, away, order) : -1
  const label = (since: UnreadSummary) => {
    const at = [since.since.at, new Date(now).toISOString(), blog, words] as const
    return order === "oldest"
      ? interpolate(words.newSince, { since: saySince(...at) })
      : interpolate(words.seenAt, { when: sayAt(...at) })
  }

  // Before this script ran, the document only looked as if it were in this order.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (dataset.order === order) delete dataset.order
  }, [order])

  return (
    // What glides down under the reader's eyes does not come out from over the controls.
    <div className="[clip-path:inset(-0.5rem_-100vmax_-100vmax)]">
      <ol data-timeline={order}>
        {posts.map((post, index) => (
          <li key={post.id} className={`timeline-item ${arrived.has(post.id) ? "arrived" : ""}`}>
            {away && index === border && <Border text={label(away)} />}
            {days[index] !== (days[index - 1] ?? today) && (
              <p className="pt-5 font-semibold text-sm" suppressHydrationWarning>
                {days[index]}
              </p>
            )}
            <div className="relative">
              <span
                aria-hidden="true"
                className={
                  post.keyEvent ? "thread-dot-key" : `thread-dot ${isNew(post) ? "bg-live" : "bg-line-strong"}`
                }
              />
              <Post
                post={post}
                blog={blog}
                words={words}
                now={relativeNow}
                isNew={isNew(post)}
                withByline={hasByline(post, posts[index - 1])}
              />
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
})

/** Names are said where they change, and where a portrait shows who speaks. */
function hasByline({ authors }: PublicPost, before: PublicPost | undefined): boolean {
  const namesOf = (post: PublicPost) => JSON.stringify(post.authors.map(({ name }) => name))
  return (
    !before ||
    authors.some(({ picture }) => picture) ||
    namesOf(before) !== JSON.stringify(authors.map(({ name }) => name))
  )
}

/** Between what the reader had seen and what is new. Lies in the space between two posts, so that it moves neither. */
function Border({ text }: { text: string }) {
  return (
    <p className="news-border">
      <span className="bg-page pe-1">{text}</span>
      <span aria-hidden="true" className="h-px flex-1 bg-live" />
    </p>
  )
}

/** Where, from top to bottom, the seen ones begin, or in the other order the new ones; -1: the page holds only one kind. */
export function findBorder(posts: PublicPost[], { since }: UnreadSummary, order: Order): number {
  const index = posts.findIndex((post) => isNewer(post, since) === (order === "oldest"))
  return index > 0 ? index : -1
}
