"use client"

import { useRef } from "react"
import type { Messages } from "@/lib/i18n/messages"
import type { TagPageData } from "@/lib/posts/read-tag"
import { ReaderTimeline } from "./reader-timeline"
import { Toast } from "./toast"
import { usePostClicks } from "./use-post-clicks"

const NONE: ReadonlySet<string> = new Set()

/** The posts of a page that does not change by itself, whose buttons work all the same. */
export function TaggedPosts({ page, words }: { page: TagPageData; words: Messages }) {
  const root = useRef<HTMLDivElement>(null)
  const { said, forget } = usePostClicks(root, words)
  return (
    <div ref={root} className="pt-2">
      <ReaderTimeline
        posts={page.posts}
        order="newest"
        blog={page.blog}
        words={words}
        now={Date.parse(page.readAt)}
        relativeNow={null}
        arrived={NONE}
        away={null}
      />
      {said && <Toast text={said} onDone={forget} />}
    </div>
  )
}
