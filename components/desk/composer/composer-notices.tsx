import type { RefObject } from "react"
import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import { DeskTime } from "@/components/desk/desk-time"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { RefusedFields } from "@/components/desk/forms/refused-fields"
import { type Failure, isTransient } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { LIMITS } from "@/lib/content/content-limits"

type ComposerNoticesProps = {
  restored: LocalAutosave | null
  keptRefused: boolean
  problem: string | null
  bytes: number
  failure: Failure | null
  /** Where the fields of the composer are. */
  fields: RefObject<HTMLElement | null>
  timeZone: string
  onDiscard: () => void
  onRetry: () => void
  onSaveAsAnother: () => void
  /** Undefined: no pictures wait for alt text, or nothing is left without them. */
  onDescribeLater: (() => void) | undefined
  onCloseProblem: () => void
}

const WARN_FROM = LIMITS.textBytes * 0.8

// An old page is loaded anew instead.
function mayRetry(failure: Failure): boolean {
  return isTransient(failure) && failure.code !== "outdated"
}

/** What a composer has to tell, in its place, between the text and its buttons. */
export function ComposerNotices(props: ComposerNoticesProps) {
  const { restored, keptRefused, problem, bytes, failure, timeZone, onDiscard, onRetry, onSaveAsAnother } = props
  const kilobytes = Math.ceil(bytes / 1024)
  const notices = [
    restored && (
      <Notice
        key="restored"
        tone="info"
        actions={
          <Button size="small" onClick={onDiscard}>
            Discard
          </Button>
        }
      >
        Unfinished draft restored from{" "}
        <DeskTime iso={restored.keptAt} timeZone={timeZone} today={new Date().toISOString()} />.
        {restored.pictures.length > 0 && ` ${notUploaded(restored.pictures)}`}
      </Notice>
    ),
    keptRefused && (
      <Notice key="kept" tone="warn">
        This browser keeps no texts (private window, or storage full). Save a draft before you leave this page.
      </Notice>
    ),
    bytes > WARN_FROM && (
      <Notice key="size" tone="warn">
        {`${kilobytes} KB of ${LIMITS.textBytes / 1024} KB used. ${bytes > LIMITS.textBytes ? "Split this post into several." : "A post cannot be longer."}`}
      </Notice>
    ),
    problem && (
      <Notice
        key="problem"
        actions={
          <Button size="small" onClick={props.onCloseProblem}>
            Close
          </Button>
        }
      >
        {problem}
      </Notice>
    ),
    failure && (
      <div key="failure" className="grid gap-2">
        <FailureNotice failure={inWords(failure)} onRetry={mayRetry(failure) ? onRetry : undefined}>
          <RefusedFields within={props.fields} />
          {props.onDescribeLater && (
            <Button size="small" className="mt-2" onClick={props.onDescribeLater}>
              Publish now, describe later
            </Button>
          )}
        </FailureNotice>
        {(failure.code === "key_reused" || failure.code === "deleted_since") && (
          <Button size="small" className="justify-self-start" onClick={onSaveAsAnother}>
            Save as another post
          </Button>
        )}
      </div>
    ),
  ].filter(Boolean)
  return notices.length > 0 ? (
    <div className="grid max-h-[35dvh] shrink-0 gap-2 overflow-y-auto border-line border-t p-3">{notices}</div>
  ) : null
}

/** Pictures that were on their way when their page was closed; the browser lets nobody keep the files. */
function notUploaded(names: string[]): string {
  return names.length === 1
    ? `The picture ${names[0]} had not been uploaded yet: add it again.`
    : `These pictures had not been uploaded yet, add them again: ${names.join(", ")}.`
}

/** A save whose answer was lost did arrive, and something changed since: that is for the writer to decide. */
const ARRIVED: Partial<Record<Failure["code"], string>> = {
  key_reused:
    "Your first try did arrive: it is in the timeline below. This text is different. Edit that post, or save this as another one.",
  deleted_since: "Your first try did arrive, and was deleted since. To publish it again, save it as another post.",
}

function inWords(failure: Failure): Failure {
  const message = ARRIVED[failure.code]
  return message ? { ...failure, message } : failure
}
