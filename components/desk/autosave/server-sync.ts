"use client"

import { useEffect, useState } from "react"
import { requestJson } from "@/components/desk/forms/request-json"
import type { Failure, Result } from "@/components/desk/forms/result"
import { SIGNED_IN } from "@/components/desk/outbox/outbox-context"
import { backoff } from "@/lib/backoff"
import { paths } from "@/lib/paths"
import type { AutosaveKey, LocalAutosave } from "./local-store"

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

/** Where the newest words are kept besides this page. */
export type AutosaveState =
  | { kind: "nowhere" }
  | { kind: "server"; at: string }
  /** Only in this browser: the server did not get them, and why. */
  | { kind: "device"; failure: Failure }

export type AutosaveCall = { writer: string; serial: number; words: LocalAutosave | null }
type Send = (call: AutosaveCall, options: { keepalive: boolean }) => Promise<Result<{ savedAt: string }>>

/** With the composer's own pause before it, words are on their way within a second of the last key. */
const DEBOUNCE_MS = 500

/**
 * Brings a composer's words to the server: the newest only, one request at a time, again and again until it has them.
 * Forgetting is a write like any other, so that it cannot be overtaken. Goes on when its composer is closed.
 */
export class ServerSync {
  #wanted: AutosaveCall | null = null
  #sending = false
  #known = false
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Who shows where the words are; the composer of the moment. */
  onState: (state: AutosaveState) => void = () => {}

  constructor(private readonly send: Send) {}

  /** The newest words. */
  offer(text: LocalAutosave): void {
    this.#want({ writer: text.tab, serial: text.serial, words: text }, DEBOUNCE_MS)
  }

  /** The words are saved or thrown away. */
  forget(writer: string, serial: number): void {
    this.onState({ kind: "nowhere" })
    if (!this.#known) {
      // None ever left this page.
      this.#wanted = null
      clearTimeout(this.#timer)
      return
    }
    this.#want({ writer, serial, words: null }, 0)
  }

  /** A text of another tab was taken over by this one. If it cannot be told now, it is only offered once more. */
  forgetOther(writer: string, serial: number): void {
    recordCleared(writer, serial)
    void this.send({ writer, serial, words: null }, { keepalive: false })
  }

  /** The network is back, or somebody signed in: try now. */
  retry(): void {
    if (this.#wanted) this.#schedule(0)
  }

  /** The page may be closing: what is not there yet is sent in a way that outlives it. */
  flush(): void {
    if (!this.#wanted) return
    this.#known = true
    void this.send(this.#wanted, { keepalive: true })
  }

  #want(call: AutosaveCall, pause: number): void {
    this.#wanted = call
    // While it fails its own pace holds, or each key would be a try.
    if (this.#failures === 0 || call.words === null) this.#schedule(pause)
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#go(), pause)
  }

  async #go(): Promise<void> {
    const call = this.#wanted
    if (!call || this.#sending) return
    this.#sending = true
    this.#known = true
    const result = await this.send(call, { keepalive: false })
    this.#sending = false
    const isNewest = this.#wanted === call
    if (result.ok) {
      this.#failures = 0
      if (isNewest) this.#wanted = null
      if (call.words && (isNewest || this.#wanted?.words)) this.onState({ kind: "server", at: result.data.savedAt })
      if (this.#wanted) this.#schedule(DEBOUNCE_MS)
      return
    }
    this.#failures += 1
    if (call.words) this.onState({ kind: "device", failure: result.error })
    if (this.#wanted) this.#schedule(backoff(this.#failures))
  }
}

const forgotten = new Map<string, number>()

/** A tab's text, up to this write, is saved or gone on with: what the server says of it until it knows is old news. */
export function recordCleared(writer: string, serial: number): void {
  forgotten.set(writer, Math.max(serial, forgotten.get(writer) ?? 0))
}

export function wasCleared({ writer, serial }: { writer: string; serial: number }): boolean {
  return serial <= (forgotten.get(writer) ?? -1)
}

const keepers = new Map<string, ServerSync>()

/** The one keeper of a place on this page: a composer that is opened again goes on with it. */
export function serverSync({ userId, blogId, postId }: AutosaveKey): ServerSync {
  const key = `${userId}:${blogId}:${postId ?? ""}`
  const known = keepers.get(key)
  if (known) return known
  const keeper = new ServerSync((call, options) =>
    requestJson(paths.deskKept(blogId), { userId, postId, ...call }, options),
  )
  keepers.set(key, keeper)
  return keeper
}
