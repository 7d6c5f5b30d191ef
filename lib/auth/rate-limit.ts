import { logSecurity } from "@/lib/audit/security-log"
import { db, Prisma, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { counts } from "@/lib/metrics/counts"
import { hashSecret } from "@/lib/secret-token"

const WINDOW = Prisma.sql`interval '10 minutes'`
const MAX_PER_ACCOUNT = 10
// A newsroom may share one address.
const MAX_PER_ADDRESS = 60

export type RateLimitKey = {
  account: string
  address: string | null
  /**
   * Who tries, where they have shown something already: a browser that the account knows, or an open session. They have a
   * count of their own, which no stranger can use up.
   */
  known?: { device: string } | { session: string } | null
}

/**
 * Counts a try to prove a password before it is checked, so that tries at the same moment, in any process, cannot slip
 * through. Throws `too_many_requests` when the account or the address had its share within ten minutes; a refused try
 * is not counted anywhere.
 */
export async function consumeRateLimit(attempt: RateLimitKey): Promise<void> {
  const taken: Counter[] = []
  for (const counter of countersOf(attempt)) {
    if (await take(counter)) {
      taken.push(counter)
      continue
    }
    for (const { key } of taken) await giveBack(key)
    counts.signInThrottles += 1
    const { account, address } = attempt
    logSecurity("sign-in.throttled", { account, address })
    throw new AppError("too_many_requests", { retryAfter: await secondsUntilFree(counter) })
  }
}

/** After the right password the person's count starts again, and the address gets its try back. */
export async function resetRateLimit(attempt: RateLimitKey): Promise<void> {
  for (const { key, address } of countersOf(attempt)) {
    if (address) await giveBack(key)
    else await db().rateLimit.deleteMany({ where: { key } })
  }
}

/** A password that could not be looked at was no try. */
export async function giveBackTry(attempt: RateLimitKey): Promise<void> {
  for (const { key } of countersOf(attempt)) await giveBack(key)
}

/** Until when signing in to each of these accounts is locked, for all browsers or for a known one; the others are not. */
export async function readLocks(accounts: string[]): Promise<Map<string, Date>> {
  const names = new Map(accounts.map((account) => [accountKey(account), account]))
  const rows = await db().$queryRaw<{ account: string; until: Date }[]>(Prisma.sql`
    select account, max(until) as until from (
      select account, (select min(at) from unnest(hits) at where at > clock_timestamp() - ${WINDOW}) + ${WINDOW} as until
      from rate_limit where account = any(${[...names.keys()]}) and ${isFull(MAX_PER_ACCOUNT)}
    ) as locked group by account`)
  return new Map(rows.map(({ account, until }) => [names.get(account) ?? "", until]))
}

/** Unlocks an account immediately, for every browser. True when it was locked. */
export async function liftLock(tx: Transaction, account: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ locked: boolean }[]>(Prisma.sql`
    delete from rate_limit where account = ${accountKey(account)} returning ${isFull(MAX_PER_ACCOUNT)} as locked`)
  return rows.some(({ locked }) => locked)
}

/** Removes the counts that no longer count. Returns how many. */
export function removeExpiredTries(): Promise<number> {
  return db().$executeRaw(Prisma.sql`delete from rate_limit where last_hit_at < clock_timestamp() - ${WINDOW}`)
}

/** `account`: whose lock it is, for people to see and lift. */
type Counter = { key: string; most: number; account: string | null; address: boolean }

function countersOf({ account: email, address, known }: RateLimitKey): Counter[] {
  const account = accountKey(email)
  const own = { most: MAX_PER_ACCOUNT, address: false }
  if (known && "session" in known) return [{ ...own, key: hashSecret(`session:${known.session}`), account: null }]
  if (known) return [{ ...own, key: hashSecret(`device:${known.device}`), account }]
  const of = { ...own, key: account, account }
  if (!address) return [of]
  return [{ key: hashSecret(`address:${address}`), most: MAX_PER_ADDRESS, account: null, address: true }, of]
}

// One statement: the row's lock makes tries at the same moment count one after another.
async function take({ key, account, most }: Counter): Promise<boolean> {
  const taken = await db().$executeRaw(Prisma.sql`
    insert into rate_limit (key, account, hits, last_hit_at)
    values (${key}, ${account}, array[clock_timestamp()], clock_timestamp())
    on conflict (key) do update set
      account = excluded.account,
      hits = array(select at from unnest(rate_limit.hits) at where at > clock_timestamp() - ${WINDOW} order by at)
        || clock_timestamp(),
      last_hit_at = clock_timestamp()
    where not ${isFull(most)}`)
  if (taken > 0) await removeExpiredTries()
  return taken > 0
}

async function giveBack(key: string): Promise<void> {
  await db().$executeRaw(Prisma.sql`
    update rate_limit set hits = hits[1 : cardinality(hits) - 1] where key = ${key}`)
}

async function secondsUntilFree({ key }: Counter): Promise<number> {
  const [row] = await db().$queryRaw<{ seconds: number | null }[]>(Prisma.sql`
    select extract(epoch from min(at) + ${WINDOW} - clock_timestamp())::float8 as seconds
    from rate_limit, unnest(hits) at where key = ${key} and at > clock_timestamp() - ${WINDOW}`)
  return Math.max(1, Math.ceil(row?.seconds ?? 0))
}

function isFull(most: number): Prisma.Sql {
  return Prisma.sql`((select count(*) from unnest(rate_limit.hits) at where at > clock_timestamp() - ${WINDOW}) >= ${most})`
}

function accountKey(email: string): string {
  return hashSecret(`account:${email}`)
}
