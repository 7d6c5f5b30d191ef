import type { ReactNode } from "react"
import type { AutosaveState } from "@/components/desk/autosave/server-sync"
import { useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { ClockTime } from "@/components/desk/desk-time"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { TargetState } from "./use-save"

/** What became of the text that was here before. */
export type SavedResult = { post: DeskPost; goal: TargetState }

type ComposerStatusProps = {
  saving: boolean
  done: SavedResult | null
  changed: boolean
  keeping: AutosaveState
  timeZone: string
  reach: ((post: DeskPost) => ReactNode) | undefined
}

const DONE: Record<Exclude<TargetState, null>, string> = {
  draft: "Draft saved",
  submitted: "Sent for approval",
  scheduled: "Scheduled",
  published: "Published",
}

/**
 * Where the words are right now. The times go on with every pause of the writer, so what is spoken is a line of its own
 * that changes only when something else is true than before.
 */
export function ComposerStatus({ saving, done, changed, keeping, timeZone, reach }: ComposerStatusProps) {
  const words = useAudienceWords()
  const { shown, spoken } = statusOf()
  return (
    <>
      <p className="sm:truncate">{shown}</p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  )

  function statusOf(): { shown: ReactNode; spoken: string } {
    const clock = (iso: string) => <ClockTime iso={iso} timeZone={timeZone} />
    if (saving) return { shown: "Sending…", spoken: "Sending" }
    if (done && done.goal === "published" && done.post.publishedAt) {
      const more = reach?.(done.post)
      return {
        shown: (
          <>
            {words.done} {clock(done.post.publishedAt)}
            {more && <> {more}</>}
          </>
        ),
        spoken: words.published,
      }
    }
    if (done) {
      const what = DONE[done.goal ?? "draft"]
      return {
        shown: (
          <>
            {what} {clock(done.post.savedAt)}
          </>
        ),
        spoken: what,
      }
    }
    if (!changed) return { shown: null, spoken: "" }
    switch (keeping.kind) {
      case "server":
        return { shown: <>Saved {clock(keeping.at)}</>, spoken: "What you write is saved" }
      case "device":
        return { shown: "Kept on this device", spoken: "What you write is kept on this device only" }
      case "nowhere":
        return { shown: "Not saved yet", spoken: "" }
    }
  }
}
