import { deleteOldLinks } from "@/lib/auth/account-links"
import { removeExpiredTries } from "@/lib/auth/rate-limit"
import { deleteExpiredSessions } from "@/lib/auth/sessions"
import { removeDeletedBlogs } from "@/lib/blogs/blog-life"
import { logError } from "@/lib/log"
import { cleanUpMedia } from "@/lib/media/clean-up-media"
import { removeExpiredTexts } from "@/lib/posts/autosave"
import { removeExpiredKeys } from "@/lib/posts/idempotency"

const INITIAL_DELAY_MS = 10 * 60_000
const INTERVAL_MS = 6 * 60 * 60_000

// Blogs and texts go before pictures, which they hold.
const JOBS = {
  blogsRemoved: removeDeletedBlogs,
  textsRemoved: removeExpiredTexts,
  picturesRemoved: cleanUpMedia,
  keysRemoved: removeExpiredKeys,
  sessionsRemoved: deleteExpiredSessions,
  triesRemoved: removeExpiredTries,
  linksRemoved: deleteOldLinks,
}

/**
 * Removes everything that is kept for a time only and whose time is over. Returns how many of each. A kind that fails
 * does not keep the others; what failed is thrown at the end.
 */
export async function removeExpired(): Promise<Record<string, number>> {
  const removed: Record<string, number> = {}
  const failures: { name: string; error: unknown }[] = []
  for (const [name, remove] of Object.entries(JOBS)) {
    await remove().then(
      (count) => {
        removed[name] = count
      },
      (error: unknown) => failures.push({ name, error }),
    )
  }
  if (failures.length === 0) return removed
  const words = failures.map(({ name, error }) => `${name}: ${String(error)}`).join("; ")
  throw new Error(words, { cause: failures[0]?.error })
}

/** Does this from time to time. Returns the way to stop. */
export function startCleanupJob(tidy: () => Promise<unknown> = removeExpired): () => void {
  const run = () => {
    tidy()
      .catch((error: unknown) => logError("media_cleanup", error))
      .finally(() => {
        if (!stopped) timer = setTimeout(run, INTERVAL_MS).unref()
      })
  }
  let stopped = false
  let timer = setTimeout(run, INITIAL_DELAY_MS).unref()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
