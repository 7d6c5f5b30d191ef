"use client"

import { ChevronDown } from "lucide-react"
import { type ReactElement, useEffect, useId, useState } from "react"
import { toast } from "sonner"
import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import { useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { type Failure, isTransient } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { dismissCopy, type OtherCopy, readOtherCopy, resumeCopy, useOtherCopies } from "./other-copies"
import { useOutbox } from "./outbox-context"
import { OtherCopyRow, OutboxItemRow } from "./outbox-rows"
import { type OutboxItem, outboxStore, useOffline, useOutboxItems } from "./outbox-store"

/** From so many on a list is folded: of two, a button would take the room of what it hides. */
const FOLDED_FROM = 3

/** The first row of a list, and the others behind a button once they are several. */
function FoldedRows({ rows }: { rows: ReactElement[] }) {
  const [open, setOpen] = useState(false)
  const rest = useId()
  const [first, ...others] = rows
  if (rows.length < FOLDED_FROM) return <ul className="grid gap-2">{rows}</ul>
  return (
    <>
      <ul>{first}</ul>
      <Button
        variant="ghost"
        size="small"
        aria-expanded={open}
        aria-controls={open ? rest : undefined}
        onClick={() => setOpen(!open)}
        className="my-1"
      >
        <ChevronDown aria-hidden className={cx("transition-transform", open && "rotate-180")} />
        {others.length} more<span className="sr-only"> texts that wait</span>
      </Button>
      {open && (
        <ul id={rest} className="grid gap-2">
          {others}
        </ul>
      )}
    </>
  )
}

type WaitingTextsProps = {
  userId: string
  blogId: string
  timeZone: string
  /** Puts a text into its composer: the one of new posts, or that of a post. */
  onTake: (text: LocalAutosave, post: DeskPost | null) => void
  /** A text of the queue arrived. */
  onSent: (post: DeskPost) => void
}

/** The texts of this person that left a composer and are not saved: in the queue, refused, set aside, or on another device. */
export function OutboxPanel({ userId, blogId, timeZone, onTake, onSent }: WaitingTextsProps) {
  const texts = useOutboxItems(userId, blogId)
  const { offers, look } = useOtherCopies(userId, blogId)
  const offline = useOffline()
  const safety = useOutbox()
  const { published } = useAudienceWords()
  const [failure, setFailure] = useState<{ writer: string; failure: Failure } | null>(null)

  useEffect(
    () =>
      safety?.onSent((text, post) => {
        if (text.blogId !== blogId) return
        onSent(post)
        toast(post.state === "published" ? `Sent: ${published.toLowerCase()}` : "Sent")
      }),
    [safety, blogId, onSent, published],
  )
  const takeBack = (text: OutboxItem) => {
    outboxStore.remove(text)
    onTake(text.words, text.post)
  }
  const cancel = (text: OutboxItem) => {
    outboxStore.remove(text)
    // Brought back it does not go out by itself: whoever threw it away decides anew.
    const undo = () => outboxStore.put({ ...text, save: null, failure: null })
    toast("Deleted, not sent", { action: { label: "Undo", onClick: undo } })
  }
  const goOn = async (offer: OtherCopy) => {
    const result = await readOtherCopy({ userId, blogId }, offer)
    if (!result.ok) return setFailure({ writer: offer.writer, failure: result.error })
    setFailure(null)
    onTake(result.data.text, result.data.post)
    await resumeCopy({ userId, blogId }, offer)
    look()
  }
  const leave = (offer: OtherCopy) => {
    dismissCopy(userId, offer)
    look()
  }
  const waiting = texts.filter(({ save, heldBy }) => save !== null && heldBy === null).length
  const rows: Waiting[] = [
    ...texts.map((text) => ({
      isRefused: text.failure !== null && !isTransient(text.failure),
      at: text.madeAt,
      row: (
        <OutboxItemRow
          key={text.id}
          text={text}
          offline={offline}
          timeZone={timeZone}
          onTry={() => safety?.look()}
          onSignIn={() => safety?.signInAgain()}
          onTakeBack={() => takeBack(text)}
          onCancel={() => cancel(text)}
        />
      ),
    })),
    ...offers.map((offer) => ({
      isRefused: false,
      at: Date.parse(offer.at),
      row: (
        <OtherCopyRow
          key={`${offer.postId} ${offer.writer}`}
          offer={offer}
          timeZone={timeZone}
          failure={failure?.writer === offer.writer ? failure.failure : null}
          onGoOn={() => goOn(offer)}
          onLeave={() => leave(offer)}
        />
      ),
    })),
  ]
  return (
    <section aria-label="Texts that wait" hidden={rows.length === 0} className="mt-4">
      <p role="status" className="sr-only">
        {waiting > 0 && (waiting === 1 ? "1 post waiting" : `${waiting} posts waiting`)}
      </p>
      <FoldedRows rows={rows.sort(inOrder).map(({ row }) => row)} />
    </section>
  )
}

type Waiting = { isRefused: boolean; at: number; row: ReactElement }

/** What was refused waits for its writer and comes first; else the newest does. */
function inOrder(one: Waiting, other: Waiting): number {
  return Number(other.isRefused) - Number(one.isRefused) || other.at - one.at
}
