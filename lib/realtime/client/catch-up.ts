import { backoff } from "@/lib/backoff"
import type { Outcome } from "@/lib/protocol/apply-delta"
import type { Cursor, Delta } from "@/lib/protocol/delta"
import { fetchChanges, isNotFoundError } from "./fetch-changes"

/** After so many old answers, perhaps from a cache, a promised change is given up. */
const MAX_STALE_ANSWERS = 4
const STALE_RETRY_MS = 700

export type CatchUpOptions = {
  slug: () => string
  /** Address of the changes, where it is not the blog's public one. */
  at: string | undefined
  cursor: () => Cursor
  onDelta: (delta: Delta) => Outcome
  onNotFound: () => void
  /** Called with each answer: whether the server fails to reach the blog's Pusher service. */
  onPushFails: (fails: boolean) => void
  /** Something is known to be missing, or no longer. */
  onIncomplete: (isIncomplete: boolean) => void
}

/**
 * Closes every gap: asks for the changes since the page's position until nothing is missing. All
 * callers share one request at a time.
 */
export class CatchUp {
  private readonly life = new AbortController()
  private running: Promise<void> | null = null
  private wanted = 0
  private skipPause = () => {}

  constructor(private readonly options: CatchUpOptions) {}

  /** Asks until the page has everything, at least up to `version`; a failed request is repeated. */
  ask(version?: number): Promise<void> {
    if (version === undefined) this.skipPause()
    else this.wanted = Math.max(this.wanted, version)
    this.running ??= this.run().finally(() => {
      this.running = null
      this.wanted = 0
      this.options.onIncomplete(false)
    })
    return this.running
  }

  stop(): void {
    this.life.abort()
    this.skipPause()
  }

  private async run(): Promise<void> {
    const { slug, at, cursor, onDelta, onNotFound, onPushFails, onIncomplete } = this.options
    const { signal } = this.life
    let failures = 0
    let staleAnswers = 0
    while (!signal.aborted) {
      if (this.wanted > cursor().version) onIncomplete(true)
      try {
        const { delta, pushFails } = await fetchChanges({ slug: slug(), at, cursor: cursor(), signal })
        failures = 0
        onPushFails(pushFails)
        const outcome = onDelta(delta)
        if (outcome === "reset" || outcome === "gap") return
        if (delta.more && outcome === "applied") {
          onIncomplete(true)
          continue
        }
        if (this.wanted <= cursor().version) return
        staleAnswers += 1
        if (staleAnswers >= MAX_STALE_ANSWERS) return
        await this.pause(STALE_RETRY_MS * (0.7 + Math.random()))
      } catch (error) {
        if (isNotFoundError(error)) return onNotFound()
        failures += 1
        await this.pause(backoff(failures))
      }
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.skipPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
