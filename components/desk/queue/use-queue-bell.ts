import { useEffect, useRef } from "react"
import { toast } from "sonner"
import type { Queue } from "@/lib/posts/read-queue"
import { nameOf } from "./queue-item"
import { isQueueSoundOn, playQueueSound } from "./queue-sound"

type Bell = { queue: Queue | null; viewerId: string; canPublish: boolean; waiting: number }

/** Tells editors what was submitted, also in the tab's title, and authors what was sent back. */
export function useQueueBell({ queue, viewerId, canPublish, waiting }: Bell): void {
  const before = useRef<Queue | null>(null)
  useEffect(() => {
    const bare = document.title.replace(/^\(\d+\) /, "")
    document.title = canPublish && waiting > 0 ? `(${waiting}) ${bare}` : bare
  }, [canPublish, waiting])

  useEffect(() => {
    const known = before.current
    before.current = queue
    if (!known || !queue) return
    const wasSubmitted = new Set(known.submitted.map(({ id }) => id))
    const added = queue.submitted.filter(({ id, authorId }) => !wasSubmitted.has(id) && authorId !== viewerId)
    if (canPublish && added.length > 0) {
      for (const post of added) toast(`${post.authors[0]?.name ?? "A contributor"} submitted “${nameOf(post)}”`)
      if (isQueueSoundOn()) playQueueSound()
    }
    // Without a note the author may have withdrawn it.
    const returned = queue.drafts.filter(({ id, authorId, editorNote }) => {
      return wasSubmitted.has(id) && authorId === viewerId && editorNote !== ""
    })
    for (const post of returned) toast(`Sent back: “${nameOf(post)}”`, { description: post.editorNote })
  }, [queue, viewerId, canPublish])
}
