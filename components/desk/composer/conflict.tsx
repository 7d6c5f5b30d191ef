import { useEffect, useRef } from "react"
import { DeskTime } from "@/components/desk/times"
import { PostBody } from "@/components/post/post"
import { BusyButton, Button } from "@/components/ui/button"
import type { DeskPost } from "@/lib/posts/schema"
import { readerWords } from "@/lib/words/languages"
import { toDrawn } from "../draw-post"

type ConflictProps = {
  theirs: DeskPost
  blog: { timeZone: string; language: string }
  saving: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** The text somebody else saved meanwhile, beside one's own. Nothing is lost until one of both is chosen. */
export function Conflict({ theirs, blog, saving, onKeepMine, onTakeTheirs }: ConflictProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section
      aria-labelledby="conflict-title"
      className="border-warn/40 border-t bg-warn-soft lg:border-t-0 lg:border-l"
    >
      <div className="p-4">
        <h3 id="conflict-title" ref={heading} tabIndex={-1} className="font-semibold text-sm text-warn">
          Somebody saved a newer text at{" "}
          <DeskTime iso={theirs.savedAt} timeZone={blog.timeZone} today={theirs.savedAt} />
        </h3>
        <p className="mt-1 text-meta text-warn">
          Yours is kept in the editor. Compare both, then choose which one stands.
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          <BusyButton size="small" variant="primary" busy={saving} busyLabel="Saving" onClick={onKeepMine}>
            Keep mine
          </BusyButton>
          <Button size="small" onClick={onTakeTheirs} disabled={saving}>
            Take theirs
          </Button>
        </div>
        <div className="mt-4 rounded-md border border-warn/30 bg-surface p-4">
          <PostBody post={toDrawn(theirs)} words={readerWords(blog.language)} loadable={false} />
        </div>
      </div>
    </section>
  )
}
