import type { Outcome } from "@/lib/protocol/apply-delta"
import type { Cursor, Delta } from "@/lib/protocol/delta"
import { backoff } from "./backoff"
import { fetchChanges, isGoneError } from "./fetch-changes"

/** A cache in between may hold the answer of a moment ago this often before a promised change is given up. */
const MAX_STALE_ANSWERS = 4
const STALE_RETRY_MS = 700

export type CatchUpOptions = {
  slug: () => string
  /** Where to ask instead of the blog's public door. */
  at: string | undefined
  cursor: () => Cursor
  take: (delta: Delta) => Outcome
  onGone: () => void
  /** Whether the server says that it cannot tell the blog's Pusher service of changes; told with each answer. */
  onPushFails: (fails: boolean) => void
  /** It is known that something is missing, or no longer. */
  onBehind: (behind: boolean) => void
}

/**
 * Closes every gap: asks for the changes since the page's own position, which cannot leave one, until nothing is missing.
 * All who need it share one question at a time.
 */
export class CatchUp {
  private readonly life = new AbortController()
  private running: Promise<void> | null = null
  private wanted = 0
  private hurry = () => {}

  constructor(private readonly options: CatchUpOptions) {}

  /** Asks until the page has everything, at least up to `version`; a failed question is repeated. */
  ask(version?: number): Promise<void> {
    if (version === undefined) this.hurry()
    else this.wanted = Math.max(this.wanted, version)
    this.running ??= this.run().finally(() => {
      this.running = null
      this.wanted = 0
      this.options.onBehind(false)
    })
    return this.running
  }

  stop(): void {
    this.life.abort()
    this.hurry()
  }

  private async run(): Promise<void> {
    const { slug, at, cursor, take, onGone, onPushFails, onBehind } = this.options
    const { signal } = this.life
    let failures = 0
    let staleAnswers = 0
    while (!signal.aborted) {
      if (this.wanted > cursor().version) onBehind(true)
      try {
        const { delta, pushFails } = await fetchChanges({ slug: slug(), at, cursor: cursor(), signal })
        failures = 0
        onPushFails(pushFails)
        const outcome = take(delta)
        if (outcome === "reset" || outcome === "gap") return
        if (delta.more && outcome === "applied") {
          onBehind(true)
          continue
        }
        if (this.wanted <= cursor().version) return
        staleAnswers += 1
        if (staleAnswers >= MAX_STALE_ANSWERS) return
        await this.pause(STALE_RETRY_MS * (0.7 + Math.random()))
      } catch (error) {
        if (isGoneError(error)) return onGone()
        failures += 1
        await this.pause(backoff(failures))
      }
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.hurry = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
