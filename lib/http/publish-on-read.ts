import { setTimeout as sleep } from "node:timers/promises"
import { elapsedSince } from "@/lib/elapsed"
import { perProcess } from "@/lib/per-process"
import { publishDue } from "@/lib/posts/publish-due"
import { reportError } from "./answer"
import { isScheduled } from "./own-scheduler"
import { pushAfterAnswer } from "./push-after-answer"

/** A read is held up by this at most once in so many milliseconds, and for no longer than that. */
const LOOK_EVERY_MS = 5_000
const PATIENCE_MS = 1_000

type Lookout = { lookedAt: number; looking: Promise<void> | null }

function lookout(): Lookout {
  return perProcess<Lookout>("publish on read", () => ({ lookedAt: 0, looking: null }))
}

/**
 * Publishes what is due before something is read for readers, where no scheduler of ours runs (`next start`, Vercel). So a
 * scheduled post is late by at most the time to the next reader. What goes wrong keeps nobody from reading.
 */
export async function publishOnRead(): Promise<void> {
  if (isScheduled()) return
  const state = lookout()
  if (elapsedSince(state.lookedAt) > LOOK_EVERY_MS) {
    state.lookedAt = Date.now()
    state.looking = publishDue()
      .then(pushAfterAnswer)
      .catch((error: unknown) => void reportError(error, "publish on read"))
      .finally(() => {
        state.looking = null
      })
  }
  if (state.looking) await Promise.race([state.looking, sleep(PATIENCE_MS, undefined, { ref: false })])
}
