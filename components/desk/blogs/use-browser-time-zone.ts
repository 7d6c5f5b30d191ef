"use client"

import { useSyncExternalStore } from "react"

const never = () => () => {}

/** The time zone of this browser, once it is known: the server draws `fallback` first. */
export function useBrowserTimeZone(fallback: string): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || fallback,
    () => fallback,
  )
}
