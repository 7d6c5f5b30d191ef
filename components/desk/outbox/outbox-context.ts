"use client"

import { createContext, useContext } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { OutboxItem } from "./outbox-store"

/** Told to the page when somebody signed in again. */
export const SIGNED_IN = "running-story:signed-in"

export type SentListener = (text: OutboxItem, post: DeskPost) => void

/** What the desk offers so that nothing written is lost. */
export type OutboxTools = {
  userId: string
  /** Asks for the password, over whatever is open; false when the person would rather not. */
  signInAgain: () => Promise<boolean>
  /** Makes the queue look at once. */
  look: () => void
  /** Hears of each text of the queue that arrived. */
  onSent: (listener: SentListener) => () => void
}

export const OutboxContext = createContext<OutboxTools | null>(null)

/** Null outside of the desk, as on the page where one signs in. */
export function useOutbox(): OutboxTools | null {
  return useContext(OutboxContext)
}

let knowingly = false

/** Loads the page anew without the browser's question about unsaved words: they are kept. */
export function reloadWithoutPrompt(): void {
  knowingly = true
  window.location.reload()
}

export function skipsUnloadPrompt(): boolean {
  return knowingly
}
