import { useEffect, useState } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { attempt, type Result } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import type { Revision } from "@/lib/posts/history"
import type { DeskPost } from "@/lib/posts/post-schemas"

type NewerNoticeProps = {
  /** The post as a colleague saved it while it is edited here. */
  newer: DeskPost
  timeZone: string
  readRevision: (postId: string, number: number) => Promise<Result<Revision>>
  onReview: (by: string) => void
}

/** Says in the editor that a colleague saved the same post, as it happens, and leads to both texts. */
export function NewerNotice({ newer, timeZone, readRevision, onReview }: NewerNoticeProps) {
  const [saved, setSaved] = useState<Revision | null>(null)
  const { id, revision } = newer
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each revision
  useEffect(() => {
    let isCurrent = true
    void attempt(() => readRevision(id, revision)).then((result) => {
      if (isCurrent && result.ok) setSaved(result.data)
    })
    return () => {
      isCurrent = false
    }
  }, [id, revision])
  // A link preview that was added by the server changes no word.
  if (!saved || saved.action === "card") return null
  return (
    <div className="shrink-0 border-line border-t p-3">
      <Notice
        tone="warn"
        actions={
          <Button size="small" onClick={() => onReview(saved.actorName)}>
            Review
          </Button>
        }
      >
        {saved.actorName} saved this post at <DeskTime iso={saved.savedAt} timeZone={timeZone} today={newer.savedAt} />.
        Your text is not changed.
      </Notice>
    </div>
  )
}
