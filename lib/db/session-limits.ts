import type pg from "pg"

/** Nobody waits longer for a lock of somebody else's. */
export const LOCK_TIMEOUT_MS = 5_000
/** After so long a process that stands still within a transaction loses it, and its locks. */
export const IDLE_IN_TRANSACTION_TIMEOUT_MS = 5_000
/** Before we give up on the answer ourselves, so that the connection is free again. */
export const STATEMENT_TIMEOUT_MS = 7_500
export const ANSWER_TIMEOUT_MS = 8_000

const LIMITS = {
  lock_timeout: LOCK_TIMEOUT_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  // A host that is lost says nothing: the database asks after half a minute, and waits ten seconds for what it sent.
  tcp_keepalives_idle: 30,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 10_000,
}

/**
 * Sets the limits of a connection that is ours alone. Behind a pooler the session belongs to others too (its process is
 * another one than the one we were told of), and poolers refuse such settings at the start of a connection: there each
 * transaction sets its own.
 */
export async function limitSession(client: pg.ClientBase): Promise<void> {
  const { processID } = client as pg.ClientBase & { processID: number | null }
  await client.query(
    `select set_config(name, value, false) from unnest($1::text[], $2::text[]) as limits (name, value)
      where pg_backend_pid() = $3`,
    [Object.keys(LIMITS), Object.values(LIMITS), processID],
  )
}
