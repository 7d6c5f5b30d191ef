"use client"

import { useEffect, useState } from "react"
import type { AutosaveKey } from "@/components/desk/autosave/local-store"
import { type AutosaveState, serverSync } from "@/components/desk/autosave/server-sync"
import { SIGNED_IN } from "@/components/desk/outbox/outbox-context"

/** Where a composer's words are kept besides its page; tries again when the network or the person is back. */
export function useAutosaveStatus({ userId, blogId, postId }: AutosaveKey): AutosaveState {
  const [state, setState] = useState<AutosaveState>({ kind: "nowhere" })
  useEffect(() => {
    const keeper = serverSync({ userId, blogId, postId })
    const retry = () => keeper.retry()
    keeper.onState = setState
    window.addEventListener("online", retry)
    window.addEventListener(SIGNED_IN, retry)
    return () => {
      keeper.onState = () => {}
      window.removeEventListener("online", retry)
      window.removeEventListener(SIGNED_IN, retry)
    }
  }, [userId, blogId, postId])
  return state
}
