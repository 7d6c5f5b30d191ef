"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import { answerClicks } from "@/components/post/answer-clicks"
import type { TagPage } from "@/lib/posts/read-tag"
import type { ReaderWords } from "@/lib/words/reader-words"
import { Timeline } from "./timeline"
import { Toast } from "./toast"

const NONE: ReadonlySet<string> = new Set()

/** The posts of a page that does not change by itself, whose buttons work all the same. */
export function TaggedPosts({ page, words }: { page: TagPage; words: ReaderWords }) {
  const root = useRef<HTMLDivElement>(null)
  const [shared, setShared] = useState<string | null>(null)
  const forget = useCallback(() => setShared(null), [])
  useEffect(() => {
    const tell = (shared: "copied" | "failed") =>
      setShared(shared === "copied" ? words.linkCopied : words.linkNotCopied)
    return root.current ? answerClicks(root.current, { onShared: tell, words }) : undefined
  }, [words])
  return (
    <div ref={root} className="pt-2">
      <Timeline
        posts={page.posts}
        order="newest"
        blog={page.blog}
        words={words}
        now={Date.parse(page.readAt)}
        relativeNow={null}
        arrived={NONE}
        away={null}
      />
      {shared && <Toast text={shared} onDone={forget} />}
    </div>
  )
}
