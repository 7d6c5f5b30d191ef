import { Time } from "@/components/post/post-time"
import type { FrontPageBlog } from "@/lib/blogs/front-page"
import { shortDay } from "@/lib/i18n/format-dates"
import type { Messages } from "@/lib/i18n/messages"
import { plannedStart } from "@/lib/i18n/planned-start"
import { sayUpdated } from "@/lib/i18n/say-when"
import { LiveBadge, StartBadge } from "./live-status"

/** What a blog on the front page is: to come, live, or over. */
export function BlogState({ blog, now, words }: { blog: FrontPageBlog; now: number; words: Messages }) {
  const start = plannedStart(blog, blog.posts, now)
  return (
    <p className="status-line">
      {start ? (
        <StartBadge iso={start} now={now} blog={blog} words={words} />
      ) : (
        <>
          {blog.status === "live" ? (
            <LiveBadge label={words.live} />
          ) : (
            <span className="ended-badge label">{words.asItHappened}</span>
          )}
          {(blog.status === "ended" || blog.posts > 0) && (
            <Time iso={blog.updatedAt} place={blog} className="text-ink-soft">
              {blog.status === "live"
                ? sayUpdated(blog.updatedAt, now, blog, words)
                : shortDay(blog.endedAt ?? blog.updatedAt, blog)}
            </Time>
          )}
        </>
      )}
    </p>
  )
}
