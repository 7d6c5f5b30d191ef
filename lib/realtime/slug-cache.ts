import { readBlogId } from "@/lib/changes/read-changes"
import { elapsedSince } from "@/lib/elapsed"

const MISS_TTL_MS = 1_000
const MAX_MISSES = 5_000
const MAX_ENTRIES = 20_000

/**
 * Which blog an address leads to. An address leads to the same blog for ever, so what was found stays true; what was not
 * found is asked again after a second or a change, so that guessing addresses costs the database little.
 */
export class SlugCache {
  private readonly known = new Map<string, string>()
  private readonly unknown = new Map<string, number>()
  private asking = new Map<string, Promise<string | null>>()

  find(slug: string): Promise<string | null> | string | null {
    const id = this.known.get(slug)
    if (id) return id
    const askedAt = this.unknown.get(slug)
    if (askedAt && elapsedSince(askedAt) < MISS_TTL_MS) return null
    const running = this.asking.get(slug)
    if (running) return running
    const { asking } = this
    const asked = this.ask(slug, asking).finally(() => asking.delete(slug))
    asking.set(slug, asked)
    return asked
  }

  /** What is known without asking; undefined when nothing is. */
  peek(slug: string): string | undefined {
    return this.known.get(slug)
  }

  /** Addresses may have been taken meanwhile. */
  clearMisses(): void {
    this.unknown.clear()
    // What is being asked at this moment may be answered from before the change.
    this.asking = new Map()
  }

  private async ask(slug: string, asking: typeof this.asking): Promise<string | null> {
    const id = await readBlogId(slug)
    if (id) {
      if (this.known.size >= MAX_ENTRIES) this.known.clear()
      this.unknown.delete(slug)
      this.known.set(slug, id)
    } else if (asking === this.asking) {
      if (this.unknown.size >= MAX_MISSES) this.unknown.clear()
      this.unknown.set(slug, Date.now())
    }
    return id
  }
}
