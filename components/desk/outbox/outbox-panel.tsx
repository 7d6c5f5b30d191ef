"use client"

import { type ReactElement, useEffect, useState } from "react"
import { toast } from "sonner"
import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import type { Failure } from "@/components/desk/forms/result"
import { isTransient } from "@/components/desk/safety/failures"
import { FoldedRows } from "@/components/desk/safety/folded-rows"
import { useOtherCopies } from "@/components/desk/safety/use-offers"
import { useOffline, useOutboxItems } from "@/components/desk/safety/use-unsent"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { dismissCopy, type OtherCopy, readOtherCopy, resumeCopy } from "./other-copies"
import { useOutbox } from "./outbox-context"
import { OtherCopyRow, OutboxItemRow } from "./outbox-rows"
import { type OutboxItem, outboxStore } from "./outbox-store"

type WaitingTextsProps = {
  userId: string
  blogId: string
  timeZone: string
  /** Puts a text into its composer: the one of new updates, or that of a post. */
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
  const [failure, setFailure] = useState<{ writer: string; failure: Failure } | null>(null)

  useEffect(
    () =>
      safety?.onSent((text, post) => {
        if (text.blogId !== blogId) return
        onSent(post)
        toast(post.state === "published" ? "Sent: it is live" : "Sent")
      }),
    [safety, blogId, onSent],
  )
  const takeBack = (text: OutboxItem) => {
    outboxStore.remove(text)
    onTake(text.words, text.post)
  }
  const cancel = (text: OutboxItem) => {
    outboxStore.remove(text)
    // Brought back it does not go out by itself: whoever threw it away decides anew.
    const undo = () => outboxStore.put({ ...text, save: null, failure: null })
    toast("Not sent, and thrown away", { action: { label: "Bring it back", onClick: undo } })
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
  const waiting = texts.filter(({ save }) => save !== null).length
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
        {waiting > 0 && (waiting === 1 ? "One update waits to be sent" : `${waiting} updates wait to be sent`)}
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
