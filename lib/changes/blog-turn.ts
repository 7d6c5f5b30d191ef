import { setTimeout as sleep } from "node:timers/promises"
import { isLockConflict } from "@/lib/database-faults"
import type { Transaction } from "@/lib/db/client"
import { ConnectionSemaphore } from "@/lib/db/connection-semaphore"
import { RETRY_AFTER_S, type TransactionOptions, transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { counts } from "@/lib/metrics/counts"
import { singleton } from "@/lib/singleton"
import { BLOG_LOCK_TIMEOUT_MS, type LockedBlog, lockBlog } from "./change-log"

/** One change is made while the next one stands at the lock; all others of this process wait in memory. */
const MAX_CONNECTIONS_PER_BLOG = 2
const MAX_WAITING_PER_BLOG = 50
/** Longer than a frozen process keeps its locks, and shorter than a desk waits for an answer. */
const BLOG_TIMEOUT_MS = 8_000
const RETRY_PAUSE_MS = 20

export type BlogTurnOptions = Pick<TransactionOptions, "timeout" | "lockTimeout"> & {
  /** How long others' changes of the blog are waited for. */
  patience?: number
}

/**
 * Runs one change of a blog in one transaction that holds the blog's lock, so that it reads the newest
 * state. May run it again when a lock was not free. Throws `blog_not_found`, `blog_busy`.
 */
export function withBlogLock<T>(
  blogId: string,
  change: (tx: Transaction, blog: LockedBlog) => Promise<T>,
  options?: BlogTurnOptions,
): Promise<T> {
  return inBlogTurn(
    blogId,
    async (tx) => {
      const blog = await lockBlog(tx, blogId)
      if (!blog) throw new AppError("blog_not_found")
      return change(tx, blog)
    },
    { ...options, lockTimeout: null },
  )
}

/**
 * The same without the lock, for statements that may wait for its holder. All changes of one blog
 * together use two connections, briefly: a locked blog takes none from the others.
 */
export async function inBlogTurn<T>(
  blogId: string,
  run: (tx: Transaction) => Promise<T>,
  { timeout, lockTimeout = BLOG_LOCK_TIMEOUT_MS, patience = BLOG_TIMEOUT_MS }: BlogTurnOptions = {},
): Promise<T> {
  const deadline = performance.now() + patience
  const turns = singleton("blog turns", () => new Map<string, ConnectionSemaphore>())
  const turn = turns.get(blogId) ?? new ConnectionSemaphore(MAX_CONNECTIONS_PER_BLOG, MAX_WAITING_PER_BLOG)
  turns.set(blogId, turn)
  if (!(await turn.acquire(deadline))) throw busy()
  try {
    for (;;) {
      try {
        return await transaction(run, { timeout, lockTimeout, deadline })
      } catch (error) {
        if (!isLockConflict(error)) throw error
        if (performance.now() > deadline) throw busy(error)
        await sleep(RETRY_PAUSE_MS * (0.5 + Math.random()))
      }
    }
  } finally {
    turn.release()
    if (turn.isIdle) turns.delete(blogId)
  }
}

function busy(cause?: unknown): AppError {
  counts.busyBlogs += 1
  return new AppError("blog_busy", { retryAfter: RETRY_AFTER_S, cause })
}
