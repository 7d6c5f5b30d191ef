import { elapsedSince } from "@/lib/elapsed"
import { env } from "@/lib/env"
import { perProcess } from "@/lib/per-process"

const FRESH_MS = 10_000
const PATIENCE_MS = 2_000

/** Whether the stand-alone live server answers, asked at most every ten seconds; null where none is set up. */
export function isLiveServerUp(): Promise<boolean | null> {
  const { LIVE_URL } = env()
  if (!LIVE_URL) return Promise.resolve(null)
  const known = perProcess("live-server", () => ({ askedAt: 0, answer: Promise.resolve(true) }))
  if (elapsedSince(known.askedAt) >= FRESH_MS) {
    known.askedAt = Date.now()
    known.answer = fetch(`${LIVE_URL}/api/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  return known.answer
}
