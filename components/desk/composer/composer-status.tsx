import type { ReactNode } from "react"
import type { AutosaveState } from "@/components/desk/autosave/server-sync"
import { useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { ClockTime, DeskTime } from "@/components/desk/desk-time"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { TargetState } from "./save-request"

/** The post that left this composer last, as it is now, and what was asked for. */
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
  submitted: "Submitted",
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
    // Taken back, sent back or gone since: what was said of it does not hold any more.
    if (done && done.post.state === (done.goal ?? "draft")) return stateOf(done.post, DONE[done.goal ?? "draft"])
    if (!changed) return { shown: null, spoken: "" }
    switch (keeping.kind) {
      case "server":
        return { shown: <>Saved {clock(keeping.at)}</>, spoken: "What you write is saved" }
      case "device":
        return { shown: "Saved on this device only", spoken: "Your text is saved on this device only" }
      case "nowhere":
        return { shown: "Unsaved", spoken: "" }
    }
  }

  function stateOf(post: DeskPost, what: string): { shown: ReactNode; spoken: string } {
    if (post.state === "scheduled" && post.publishAt) {
      const at = <DeskTime iso={post.publishAt} timeZone={timeZone} today={post.savedAt} />
      return { shown: <>Scheduled for {at}</>, spoken: what }
    }
    const isPublished = post.state === "published"
    const more = isPublished && reach?.(post)
    return {
      shown: (
        <>
          {isPublished ? words.done : what} <ClockTime iso={post.publishedAt ?? post.savedAt} timeZone={timeZone} />
          {more && <> {more}</>}
        </>
      ),
      spoken: isPublished ? words.published : what,
    }
  }
}
