import { useEffect, useState } from "react"
import type { PublicPost } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"

/** A line at which eyes rest: what crosses it is being read. */
const READING_LINE = "-30% 0px -69% 0px"

/** The key event at which the reader is: the newest that is not after the post being read. */
export function useCurrentEvent(posts: PublicPost[], events: KeyEvent[]): string | null {
  const [reading, setReading] = useState<string | null>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.findLast(({ isIntersecting }) => isIntersecting)
        if (seen) setReading(seen.target.id)
      },
      { rootMargin: READING_LINE },
    )
    for (const { id } of posts) {
      const post = document.getElementById(id)
      if (post) observer.observe(post)
    }
    return () => observer.disconnect()
  }, [posts])
  const post = posts.find(({ id }) => id === reading)
  return (post && events.find(({ publishedAt }) => publishedAt <= post.publishedAt)?.id) ?? null
}
