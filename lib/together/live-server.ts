import { elapsedSince } from "@/lib/elapsed"
import { env } from "@/lib/env"
import { singleton } from "@/lib/singleton"

const LIVE_SERVER_TTL_MS = 10_000
const TIMEOUT_MS = 2_000

/** Whether the stand-alone live server answers, asked at most every ten seconds; null where none is set up. */
export function isLiveServerUp(): Promise<boolean | null> {
  const { LIVE_URL } = env()
  if (!LIVE_URL) return Promise.resolve(null)
  const known = singleton("live-server", () => ({ askedAt: 0, answer: Promise.resolve(true) }))
  if (elapsedSince(known.askedAt) >= LIVE_SERVER_TTL_MS) {
    known.askedAt = Date.now()
    known.answer = fetch(`${LIVE_URL}/api/ready`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  return known.answer
}
