import { useEffect, useState } from "react"
import { clockTime } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import { localItems } from "@/lib/local-storage"
import type { PostAlert } from "@/lib/protocol/alerts"
import type { PublicBlog } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"

type Props = { alert: PostAlert | null; blog: PublicBlog; words: Messages; shown: Set<string>; isBelowBar: boolean }

/** Breaking news over the top of the page, where it moves nothing, until it ends or the reader closes it. */
export function AlertBanner({ alert, blog, words, shown, isBelowBar }: Props) {
  const key = `alert:${blog.slug}`
  const name = alert && `${alert.id} ${alert.alertUntil}`
  const [closed, setClosed] = useState<string | null>(null)
  useEffect(() => setClosed(localItems.read(key)), [key])
  if (!alert || !name || closed === name) return null
  const close = () => {
    localItems.write(key, name)
    setClosed(name)
  }
  return (
    <aside aria-label={words.breaking} className={`alert-banner ${isBelowBar ? "alert-below-bar" : ""}`}>
      <p className="alert-text">
        <strong className="alert-label">{words.breaking}</strong>{" "}
        <a
          href={shown.has(alert.id) ? `#${alert.id}` : readerPaths.permalink(blog.slug, alert.id)}
          dir="auto"
          className="alert-link"
        >
          {alert.title || interpolate(words.updateAt, { time: clockTime(alert.publishedAt, blog) })}
        </a>
      </p>
      <button type="button" aria-label={words.close} onClick={close} className="alert-close">
        <span aria-hidden="true">×</span>
      </button>
    </aside>
  )
}
