"use client"

import { useRouter } from "next/navigation"
import { useCallback } from "react"
import type { EmbedData } from "./embed-feed"
import { EmbedFeed } from "./embed-feed"

/** The embed as Next draws it on the server, and takes it over where our own script is not sent. */
export function EmbedFeedNext(data: EmbedData) {
  const router = useRouter()
  const onReset = useCallback(() => router.refresh(), [router])
  return <EmbedFeed {...data} onReset={onReset} />
}
