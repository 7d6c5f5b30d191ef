"use client"

import { useEffect, useState, useSyncExternalStore } from "react"
import { type OutboxItem, outboxStore } from "@/components/desk/outbox/outbox-store"

/** The texts of one blog that wait, without those that a composer is sending right now. */
export function useOutboxItems(userId: string, blogId: string): OutboxItem[] {
  const [texts, setTexts] = useState<OutboxItem[]>([])
  useEffect(() => {
    const read = () =>
      setTexts(outboxStore.list(userId).filter((text) => text.blogId === blogId && text.heldBy === null))
    read()
    return outboxStore.watch(read)
  }, [userId, blogId])
  return texts
}

/** True while the browser knows that it has no network. */
export function useOffline(): boolean {
  return useSyncExternalStore(watchNetwork, () => !navigator.onLine, returnFalse)
}

function watchNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener)
  window.addEventListener("offline", listener)
  return () => {
    window.removeEventListener("online", listener)
    window.removeEventListener("offline", listener)
  }
}

const returnFalse = () => false
