import { setTimeout as sleep } from "node:timers/promises"
import { after } from "next/server"
import { linksWithoutPreview } from "@/lib/content/link-previews"
import { elapsedSince } from "@/lib/elapsed"
import { isAppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { attachLinkPreviews } from "@/lib/posts/attach-link-previews"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { publishDue } from "@/lib/posts/publish-due"
import { pusherConfig } from "@/lib/realtime/pusher/pusher-config"
import { flushPending } from "@/lib/realtime/pusher/worker"
import { reportError } from "@/lib/report-error"
import { singleton } from "@/lib/singleton"
import { hasBackgroundScheduler } from "./background-scheduler"

/** Gets the cards of a post's bare links after the answer. One that cannot be had leaves the plain link. */
export function fetchPreviewsAfterResponse(actor: Actor, post: DeskPost): void {
  if (linksWithoutPreview(post.content).length === 0) return
  after(async () => {
    try {
      await attachLinkPreviews(actor, post)
      flushPusherAfterResponse()
    } catch (error) {
      // Too many at the same time, or the post is gone: no preview, and no fault.
      if (!isAppError(error) || error.status >= 500) reportError(error, "link_preview.error")
    }
  })
}

/**
 * Where nothing of ours runs between requests (`next start`, Vercel): tells the Pusher service of what was changed, after the
 * answer and before the process may stand still. The editor does not wait for it.
 */
export function flushPusherAfterResponse(): void {
  const settings = pusherConfig()
  if (!settings || hasBackgroundScheduler()) return
  after(() => flushPending(settings).catch((error: unknown) => void reportError(error, "pusher.publish")))
}

/** A read is held up by this at most once in so many milliseconds, and for no longer than that. */
const CHECK_INTERVAL_MS = 5_000
const TIMEOUT_MS = 1_000

type Lookout = { lookedAt: number; looking: Promise<void> | null }

function lookout(): Lookout {
  return singleton<Lookout>("publish on read", () => ({ lookedAt: 0, looking: null }))
}

/**
 * Publishes what is due before something is read for readers, where no scheduler of ours runs (`next start`, Vercel). So a
 * scheduled post is late by at most the time to the next reader. A failure does not affect the reader.
 */
export async function publishDueOnRequest(): Promise<void> {
  if (hasBackgroundScheduler()) return
  const state = lookout()
  if (elapsedSince(state.lookedAt) > CHECK_INTERVAL_MS) {
    state.lookedAt = Date.now()
    state.looking = publishDue()
      .then(flushPusherAfterResponse)
      .catch((error: unknown) => void reportError(error, "publish_due.error"))
      .finally(() => {
        state.looking = null
      })
  }
  if (state.looking) await Promise.race([state.looking, sleep(TIMEOUT_MS, undefined, { ref: false })])
}
