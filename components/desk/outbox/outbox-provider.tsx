"use client"

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react"
import { clearLocal, listLocal } from "@/components/desk/autosave/local-store"
import { recordCleared } from "@/components/desk/autosave/server-sync"
import { requestJson } from "@/components/desk/forms/request-json"
import { ReauthDialog, type Reauthenticate } from "@/components/desk/session/reauth-dialog"
import { listOpenTabs } from "@/components/desk/session/tab-id"
import { paths } from "@/lib/paths"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { Outbox } from "./outbox"
import { OutboxContext, type OutboxTools, reloadWithoutPrompt, type SentListener, SIGNED_IN } from "./outbox-context"
import { type OutboxItem, outboxStore } from "./outbox-store"

type SafetyProviderProps = { userId: string; signIn: Reauthenticate; children: ReactNode }

/**
 * Around all of the desk: sends what waits, wherever its writer is now, and asks to sign in again where that is what is
 * missing.
 */
export function OutboxProvider({ userId, signIn, children }: SafetyProviderProps) {
  const [asking, setAsking] = useState(false)
  const answers = useRef<((signedIn: boolean) => void)[]>([])
  const sent = useRef(new Set<SentListener>())
  const queue = useRef<Outbox | null>(null)

  useEffect(() => {
    const made = new Outbox({
      store: { ...outboxStore, list: () => outboxStore.list(userId) },
      send: sendAgain,
      listOpenTabs,
      onSent: (text, post) => {
        forgetKept(text)
        for (const listener of sent.current) listener(text, post)
      },
      alone: (work) => inOneTab(`running-story:queue:${userId}`, work),
      isOffline: () => !navigator.onLine,
    })
    queue.current = made
    const look = () => void made.look()
    look()
    const hint = () => made.hint()
    window.addEventListener("storage", hint)
    window.addEventListener("online", look)
    window.addEventListener("focus", look)
    return () => {
      made.stop()
      window.removeEventListener("storage", hint)
      window.removeEventListener("online", look)
      window.removeEventListener("focus", look)
    }
  }, [userId])

  const tools = useMemo<OutboxTools>(
    () => ({
      userId,
      signInAgain: () => {
        setAsking(true)
        return new Promise((resolve) => answers.current.push(resolve))
      },
      look: () => void queue.current?.look(),
      onSent: (listener) => {
        sent.current.add(listener)
        return () => void sent.current.delete(listener)
      },
    }),
    [userId],
  )
  const done = (answer: { same: boolean } | null) => {
    // Somebody else: nothing of the first person may stay on the page. Their texts are kept under their own name.
    if (answer?.same === false) return reloadWithoutPrompt()
    setAsking(false)
    for (const resolve of answers.current.splice(0)) resolve(answer !== null)
    if (answer) window.dispatchEvent(new Event(SIGNED_IN))
    if (answer) void queue.current?.look()
  }
  return (
    <OutboxContext value={tools}>
      {children}
      <ReauthDialog open={asking} userId={userId} signIn={signIn} onDone={done} />
    </OutboxContext>
  )
}

async function sendAgain({ userId, id, blogId, save }: OutboxItem) {
  return requestJson<{ post: DeskPost }>(paths.deskSave(blogId), { userId, key: id, ...save }).then((result) =>
    result.ok ? { ok: true as const, data: result.data.post } : result,
  )
}

/** The composer that a text came from may be gone, with its tab: what it kept of this text is not needed any more. */
function forgetKept({ userId, blogId, post, words }: OutboxItem): void {
  const place = { userId, blogId, postId: post?.id ?? null }
  const { tab: writer, serial, idempotencyKey: key } = words
  const kept = listLocal(place).find((text) => text.tab === writer)
  if (kept?.idempotencyKey === key) clearLocal(place, writer)
  recordCleared(writer, serial)
  void requestJson(paths.deskKept(blogId), { userId, postId: place.postId, writer, serial, words: null })
}

// Where tabs cannot be kept apart (a page without https) each sends: the keys make one post of it.
async function inOneTab(name: string, work: () => Promise<void>): Promise<boolean> {
  const run = () => work().then(() => true)
  if (!globalThis.navigator.locks) return run()
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? run() : false))
}
