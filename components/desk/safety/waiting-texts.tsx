"use client"

import { type ReactElement, useEffect, useState } from "react"
import { toast } from "sonner"
import type { Failure } from "@/components/desk/forms/result"
import type { DeskPost } from "@/lib/posts/schema"
import type { KeptText } from "../composer/kept-text"
import { isPassing } from "./failures"
import { FoldedRows } from "./folded-rows"
import { leaveOffer, type Offer, readOffer, takeOver } from "./offers"
import { useSafety } from "./safety"
import { type Unsent, unsentTexts } from "./unsent"
import { useOffers } from "./use-offers"
import { useOffline, useUnsent } from "./use-unsent"
import { OfferRow, UnsentRow } from "./waiting-rows"

type WaitingTextsProps = {
  userId: string
  blogId: string
  timeZone: string
  /** Puts a text into its composer: the one of new updates, or that of a post. */
  onTake: (text: KeptText, post: DeskPost | null) => void
  /** A text of the queue arrived. */
  onSent: (post: DeskPost) => void
}

/** The texts of this person that left a composer and are not saved: in the queue, refused, set aside, or on another device. */
export function WaitingTexts({ userId, blogId, timeZone, onTake, onSent }: WaitingTextsProps) {
  const texts = useUnsent(userId, blogId)
  const { offers, look } = useOffers(userId, blogId)
  const offline = useOffline()
  const safety = useSafety()
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
  const takeBack = (text: Unsent) => {
    unsentTexts.remove(text)
    onTake(text.words, text.post)
  }
  const cancel = (text: Unsent) => {
    unsentTexts.remove(text)
    // Brought back it does not go out by itself: whoever threw it away decides anew.
    const undo = () => unsentTexts.put({ ...text, save: null, failure: null })
    toast("Not sent, and thrown away", { action: { label: "Bring it back", onClick: undo } })
  }
  const goOn = async (offer: Offer) => {
    const result = await readOffer({ userId, blogId }, offer)
    if (!result.ok) return setFailure({ writer: offer.writer, failure: result.error })
    setFailure(null)
    onTake(result.data.text, result.data.post)
    await takeOver({ userId, blogId }, offer)
    look()
  }
  const leave = (offer: Offer) => {
    leaveOffer(userId, offer)
    look()
  }
  const waiting = texts.filter(({ save }) => save !== null).length
  const rows: Waiting[] = [
    ...texts.map((text) => ({
      isRefused: text.failure !== null && !isPassing(text.failure),
      at: text.madeAt,
      row: (
        <UnsentRow
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
        <OfferRow
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
