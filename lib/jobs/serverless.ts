import { setTimeout as sleep } from "node:timers/promises"
import { elapsedSince } from "@/lib/elapsed"
import { hasBackgroundScheduler } from "@/lib/http/own-scheduler"
import { flushPusherAfterResponse } from "@/lib/http/push-after-answer"
import { reportError } from "@/lib/http/response"
import { publishDue } from "@/lib/posts/publish-due"
import { singleton } from "@/lib/singleton"

/** A read is held up by this at most once in so many milliseconds, and for no longer than that. */
const CHECK_INTERVAL_MS = 5_000
const TIMEOUT_MS = 1_000

type Lookout = { lookedAt: number; looking: Promise<void> | null }

function lookout(): Lookout {
  return singleton<Lookout>("publish on read", () => ({ lookedAt: 0, looking: null }))
}

/**
 * Publishes what is due before something is read for readers, where no scheduler of ours runs (`next start`, Vercel). So a
 * scheduled post is late by at most the time to the next reader. What goes wrong keeps nobody from reading.
 */
export async function publishDueOnRequest(): Promise<void> {
  if (hasBackgroundScheduler()) return
  const state = lookout()
  if (elapsedSince(state.lookedAt) > CHECK_INTERVAL_MS) {
    state.lookedAt = Date.now()
    state.looking = publishDue()
      .then(flushPusherAfterResponse)
      .catch((error: unknown) => void reportError(error, "publish on read"))
      .finally(() => {
        state.looking = null
      })
  }
  if (state.looking) await Promise.race([state.looking, sleep(TIMEOUT_MS, undefined, { ref: false })])
}
