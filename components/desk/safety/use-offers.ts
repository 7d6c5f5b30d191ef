"use client"

import { useCallback, useEffect, useState } from "react"
import { listOffers, type Offer } from "./offers"
import { SIGNED_IN, useSafety } from "./safety"

/** What this person left unsaved elsewhere; looked for when the page opens and when somebody comes back to it. */
export function useOffers(userId: string, blogId: string): { offers: Offer[]; look: () => void } {
  const [offers, setOffers] = useState<Offer[]>([])
  const safety = useSafety()
  const look = useCallback(() => void listOffers({ userId, blogId }).then(setOffers), [userId, blogId])
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
