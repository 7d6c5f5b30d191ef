"use client"

import { useEffect, useState } from "react"
import { SIGNED_IN } from "../safety/safety"
import type { KeptPlace } from "./kept-text"
import { type KeptState, serverKeeper } from "./server-keeper"

/** Where a composer's words are kept besides its page; tries again when the network or the person is back. */
export function useKeeping({ userId, blogId, postId }: KeptPlace): KeptState {
  const [state, setState] = useState<KeptState>({ kind: "nowhere" })
  useEffect(() => {
    const keeper = serverKeeper({ userId, blogId, postId })
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
