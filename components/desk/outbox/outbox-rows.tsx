import { CloudOff, History, type LucideIcon, Send, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { type Failure, isSignedOut, isTransient } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { excerptOf, type OtherCopy } from "./other-copies"

import { describeWait } from "./outbox"
import type { OutboxItem } from "./outbox-store"

type UnsentRowProps = {
  text: OutboxItem
  offline: boolean
  timeZone: string
  onTry: () => void
  onSignIn: () => void
  onTakeBack: () => void
  onCancel: () => void
}

/** A text that is in the queue, was refused, or is set aside. */
export function OutboxItemRow({ text, offline, timeZone, onTry, onSignIn, onTakeBack, onCancel }: UnsentRowProps) {
  const { save, failure, words, post } = text
  const title = excerptOf(words) || "Without words"
  const name = post ? `Edit of: ${title}` : title
  if (save === null) {
    return (
      <Row Icon={History} name={name} line={<>Set aside at {<Clock iso={words.keptAt} timeZone={timeZone} />}</>}>
        <Button size="small" onClick={onTakeBack}>
          Move it here
        </Button>
        <Button size="small" variant="ghost" onClick={onCancel}>
          Delete
        </Button>
      </Row>
    )
  }
  if (text.heldBy !== null) return <Row Icon={Send} name={name} line="Sending…" />
  if (failure && !isTransient(failure)) {
    return (
      <Row Icon={TriangleAlert} name={name} line={`Not sent: ${failure.message}`}>
        <Button size="small" onClick={onTakeBack}>
          Edit
        </Button>
        <Button size="small" variant="ghost" onClick={onCancel}>
          Delete
        </Button>
      </Row>
    )
  }
  return (
    <Row Icon={CloudOff} name={name} line={describeWait(failure, offline)}>
      {isSignedOut(failure) ? (
        <Button size="small" onClick={onSignIn}>
          Sign in
        </Button>
      ) : (
        <Button size="small" onClick={onTry}>
          Retry
        </Button>
      )}
      <Button size="small" onClick={onTakeBack}>
        Edit
      </Button>
      <Button size="small" variant="ghost" onClick={onCancel}>
        Cancel
      </Button>
    </Row>
  )
}

type OfferRowProps = {
  offer: OtherCopy
  timeZone: string
  failure: Failure | null
  onGoOn: () => void
  onLeave: () => void
}

/** A text that another tab or device wrote last. */
export function OtherCopyRow({ offer, timeZone, failure, onGoOn, onLeave }: OfferRowProps) {
  const what = offer.postId ? "editing a post" : "writing this"
  const where = offer.local ? "in another tab" : "on another device"
  const name = offer.begins || "A text that is not finished"
  const line = (
    <>
      You were {what} at <Clock iso={offer.at} timeZone={timeZone} /> {where}.
      {failure && <span className="block text-danger">{failure.message}</span>}
    </>
  )
  return (
    <Row Icon={History} name={name} line={line}>
      <Button size="small" onClick={onGoOn}>
        Move it here
      </Button>
      <Button size="small" variant="ghost" onClick={onLeave}>
        Keep it there
      </Button>
    </Row>
  )
}

type RowProps = { Icon: LucideIcon; name: string; line: ReactNode; children?: ReactNode }

function Row({ Icon, name, line, children }: RowProps) {
  return (
    <li className="flex gap-2.5 rounded-lg border border-line-strong border-dashed bg-surface px-3.5 py-2.5 text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="truncate font-medium text-ink">{name}</p>
          <p className="text-ink-soft text-meta">{line}</p>
        </div>
        {children && <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow">{children}</div>}
      </div>
    </li>
  )
}

function Clock({ iso, timeZone }: { iso: string; timeZone: string }) {
  return <DeskTime iso={iso} timeZone={timeZone} today={new Date().toISOString()} />
}
