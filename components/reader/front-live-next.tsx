"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"
import { everyHalfMinuteInView } from "./follow-front"

/** Keeps the front page up to date where Next's own scripts run, and not `front-entry.ts`. */
export function FrontLiveNext() {
  const { refresh } = useRouter()
  useEffect(() => everyHalfMinuteInView(refresh), [refresh])
  return null
}
