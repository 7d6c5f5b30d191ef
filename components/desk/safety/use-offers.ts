"use client"

import { useCallback, useEffect, useState } from "react"
import { listOtherCopies, type OtherCopy } from "@/components/desk/outbox/other-copies"
import { SIGNED_IN, useOutbox } from "@/components/desk/outbox/outbox-context"

/** What this person left unsaved elsewhere; looked for when the page opens and when somebody comes back to it. */
export function useOtherCopies(userId: string, blogId: string): { offers: OtherCopy[]; look: () => void } {
  const [offers, setOffers] = useState<OtherCopy[]>([])
  const safety = useOutbox()
  const look = useCallback(() => void listOtherCopies({ userId, blogId }).then(setOffers), [userId, blogId])
  useEffect(() => {
    look()
    window.addEventListener("focus", look)
    window.addEventListener(SIGNED_IN, look)
    const unwatch = safety?.onSent(look)
    return () => {
      window.removeEventListener("focus", look)
      window.removeEventListener(SIGNED_IN, look)
      unwatch?.()
    }
  }, [look, safety])
  return { offers, look }
}
