import { logSecurity } from "@/lib/audit/security-log"
import { db, Prisma } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { counts } from "@/lib/metrics/counts"
import { hashSecret } from "@/lib/secret-token"

const WINDOW = Prisma.sql`interval '10 minutes'`
const MAX_PER_ACCOUNT = 10
// A newsroom may share one address.
const MAX_PER_ADDRESS = 60

export type RateLimitKey = { account: string; address: string | null }

/**
 * Counts a try to prove a password before it is checked, so that tries at the same moment, in any process, cannot slip
 * through. Throws `too_many_requests` when the account or the address had its share within ten minutes; a refused try
 * is not counted.
 */
export async function consumeRateLimit({ account, address }: RateLimitKey): Promise<void> {
  const isFree =
    (!address || (await take(addressKey(address), MAX_PER_ADDRESS))) &&
    (await take(accountKey(account), MAX_PER_ACCOUNT))
  if (isFree) return
  counts.signInThrottles += 1
  logSecurity("sign-in.throttled", { account, address })
  throw new AppError("too_many_requests")
}

/** After the right password the account's count starts anew, and the address gets its try back. */
export async function resetRateLimit({ account, address }: RateLimitKey): Promise<void> {
  await db().attempts.deleteMany({ where: { key: accountKey(account) } })
  if (!address) return
  await db().$executeRaw(Prisma.sql`
    update attempts set times = times[1 : cardinality(times) - 1] where key = ${addressKey(address)}`)
}

// One statement: the row's lock makes tries at the same moment count one after another.
async function take(key: string, most: number): Promise<boolean> {
  const taken = await db().$executeRaw(Prisma.sql`
    insert into attempts (key, times, last_at) values (${key}, array[clock_timestamp()], clock_timestamp())
    on conflict (key) do update set
      times = array(select at from unnest(attempts.times) at where at > clock_timestamp() - ${WINDOW} order by at)
        || clock_timestamp(),
      last_at = clock_timestamp()
    where (select count(*) from unnest(attempts.times) at where at > clock_timestamp() - ${WINDOW}) < ${most}`)
  if (taken > 0) await removeExpiredTries()
  return taken > 0
}

/** Removes the counts that no longer count. Returns how many. */
export function removeExpiredTries(): Promise<number> {
  return db().$executeRaw(Prisma.sql`delete from attempts where last_at < clock_timestamp() - ${WINDOW}`)
}

function accountKey(email: string): string {
  return hashSecret(`account:${email}`)
}

function addressKey(address: string): string {
  return hashSecret(`address:${address}`)
}
