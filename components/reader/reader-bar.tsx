import { type ReactNode, useEffect, useRef } from "react"
import type { Messages } from "@/lib/i18n/messages"
import type { PublicBlog } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"
import { goTo } from "./go-to"

type Props = {
  blog: PublicBlog
  words: Messages
  hasEvents: boolean
  /** The way to the news. */
  news: ReactNode
  /** What a reader can do with the timeline. */
  tools: ReactNode
}

/** Stays at the top of the window while the headline is out of sight. */
export function ReaderBar({ blog, words, hasEvents, news, tools }: Props) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = ({ target, key }: MouseEvent & KeyboardEvent) => {
      const box = menu.current
      if (!box?.open || (key ? key !== "Escape" : target instanceof Node && box.contains(target))) return
      box.open = false
      if (key) box.querySelector("summary")?.focus()
    }
    const listen = close as (event: Event) => void
    document.addEventListener("click", listen)
    document.addEventListener("keydown", listen)
    return () => {
      document.removeEventListener("click", listen)
      document.removeEventListener("keydown", listen)
    }
  }, [])
  const goToEvents = () => {
    const events = document.getElementById("key-events")
    events?.querySelector("details")?.setAttribute("open", "")
    if (menu.current) menu.current.open = false
    if (events) goTo(events)
  }
  return (
    <div className="reader-bar">
      <div className="reader-bar-row">
        {blog.status === "live" && <span role="img" aria-label={words.live} className="bar-dot" />}
        <a href="#top" className="bar-title" dir="auto">
          {blog.title}
        </a>
        {news}
        <details ref={menu} className="bar-menu">
          <summary aria-label={words.menu} className="bar-menu-button">
            <span aria-hidden="true" className="mark mark-more size-5" />
          </summary>
          <div className="bar-menu-list">
            {tools}
            {hasEvents && (
              <button type="button" onClick={goToEvents} className="bar-menu-link">
                {words.keyEvents}
              </button>
            )}
            <a data-share={blog.title} href={readerPaths.blog(blog.slug)} className="bar-menu-link">
              {words.share}
            </a>
          </div>
        </details>
      </div>
    </div>
  )
}
