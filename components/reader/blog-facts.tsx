import { Time } from "@/components/post/post-time"
import { dayAndClockWithZone } from "@/lib/i18n/format-dates"
import type { Messages } from "@/lib/i18n/messages"
import type { PublicBlog } from "@/lib/protocol/delta"

/** When the coverage began and ended: in the margin, on wide screens only. */
export function BlogFacts({ blog, words }: { blog: PublicBlog; words: Messages }) {
  return (
    <dl className="facts">
      {blog.startedAt && <Fact name={words.started} iso={blog.startedAt} blog={blog} />}
      {blog.endedAt && blog.status === "ended" && <Fact name={words.ended} iso={blog.endedAt} blog={blog} />}
    </dl>
  )
}

function Fact({ name, iso, blog }: { name: string; iso: string; blog: PublicBlog }) {
  return (
    <div className="mb-2">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="text-ink-soft">
        <Time iso={iso} place={blog}>
          {dayAndClockWithZone(iso, blog)}
        </Time>
      </dd>
    </div>
  )
}
