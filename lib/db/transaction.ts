import { AppError } from "@/lib/errors"
import { noteWrite } from "@/lib/metrics/database-trouble"
import { singleton } from "@/lib/singleton"
import { db, MAX_CONNECTIONS, Prisma, type Transaction } from "./client"
import { ConnectionSemaphore } from "./connection-semaphore"
import { IDLE_IN_TRANSACTION_TIMEOUT_MS, LOCK_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from "./session-limits"

/** Connections that stay free for what only reads: pages, sessions, readiness. */
const KEPT_FOR_READERS = 4
const MAX_WAITING = 200
const TIMEOUT_MS = 8_000
/** Soon enough for a person, and not at once for a program. */
export const RETRY_AFTER_S = 2

export type TransactionOptions = {
  /** How long all of it may take, in milliseconds. */
  timeout?: number | undefined
  /** How long each lock is waited for. Null: the first statement sets the limits itself, and saves one. */
  lockTimeout?: number | null
  /** Until when a connection is waited for: a time of `performance.now()`. */
  deadline?: number
}

/**
 * Runs statements in one transaction, on one of the connections that writers may have. It waits for no lock for long, and
 * a process that stands still in the middle of it loses it. Nothing inside may wait for the network or much work of the
 * processor, nor begin another transaction. Throws `database_busy` when there is no connection in time.
 */
export async function transaction<T>(
  run: (tx: Transaction) => Promise<T>,
  { timeout, lockTimeout = LOCK_TIMEOUT_MS, deadline = performance.now() + TIMEOUT_MS }: TransactionOptions = {},
): Promise<T> {
  const writers = singleton("writers", () => new ConnectionSemaphore(MAX_CONNECTIONS - KEPT_FOR_READERS, MAX_WAITING))
  if (!(await writers.acquire(deadline))) throw new AppError("database_busy", { retryAfter: RETRY_AFTER_S })
  try {
    const done = await db().$transaction(
      async (tx) => {
        if (lockTimeout !== null) await tx.$queryRaw(setLimits(lockTimeout))
        return run(tx)
      },
      timeout === undefined ? {} : { timeout },
    )
    noteWrite()
    return done
  } finally {
    writers.release()
  }
}

/** For this transaction alone, which poolers pass on: behind one the session's own limits are not ours to set. */
export function setLimits(lockTimeout: number): Prisma.Sql {
  return Prisma.sql`
    select set_config('lock_timeout', ${String(lockTimeout)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(IDLE_IN_TRANSACTION_TIMEOUT_MS)}, true),
      set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`
}
