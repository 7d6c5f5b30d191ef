"use client"

import { useRouter } from "next/navigation"
import { useCallback } from "react"
import type { LiveData } from "./live-data"
import { LiveFeed } from "./live-feed"

/** The live part as Next draws it on the server, and takes it over in the browser where our own script is not sent. */
export function LiveFeedNext(data: LiveData) {
  const router = useRouter()
  const onReset = useCallback(() => router.refresh(), [router])
  return <LiveFeed {...data} onReset={onReset} />
}
