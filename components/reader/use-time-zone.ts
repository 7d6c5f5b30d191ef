import { useMemo, useState } from "react"
import type { PublicBlog } from "@/lib/protocol/delta"

/** The blog with the times of its own zone or, when the reader asks, of theirs. */
export function useTimeZone(blog: PublicBlog) {
  const [isOwn, setOwn] = useState(false)
  const shown = useMemo(
    () => (isOwn ? { ...blog, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } : blog),
    [blog, isOwn],
  )
  return { blog: shown, toggleZone: () => setOwn(!isOwn) }
}
