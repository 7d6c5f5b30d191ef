import { ByteCache } from "@/lib/cache"
import { readBlogId } from "@/lib/changes/read-changes"
import { createSemaphore } from "@/lib/semaphore"

const MISS_TTL_MS = 1_000
const MAX_KNOWN_BYTES = 4 * 1024 * 1024
const MAX_UNKNOWN_BYTES = 1024 * 1024
const ID_BYTES = 64
/** What no blog was ever given as its address need not be looked for. */
const SLUG = /^[a-z0-9-]{1,80}$/
const CONCURRENCY = 3
const MAX_WAITING = 1_000

/**
 * Blog ids by address. An address belongs to one blog for ever, so hits stay valid; misses expire
 * after a second or a change, so that guessing addresses costs the database little.
 */
export class SlugCache {
  private readonly known = new ByteCache<string>("addresses of blogs", {
    maxBytes: MAX_KNOWN_BYTES,
    sizeOf: () => ID_BYTES,
  })
  private readonly unknown = new ByteCache<true>("addresses without a blog", {
    maxBytes: MAX_UNKNOWN_BYTES,
    sizeOf: () => 1,
    ttl: MISS_TTL_MS,
  })
  private readonly inTurn = createSemaphore(CONCURRENCY, MAX_WAITING, "busy")
  private asking = new Map<string, Promise<string | null>>()

  find(slug: string): Promise<string | null> | string | null {
    const id = this.known.get(slug)
    if (id) return id
    if (!SLUG.test(slug) || this.unknown.get(slug)) return null
    const running = this.asking.get(slug)
    if (running) return running
    const { asking } = this
    const asked = this.inTurn(() => this.ask(slug, asking)).finally(() => asking.delete(slug))
    asking.set(slug, asked)
    return asked
  }

  /** What is known without asking; undefined when nothing is. */
  peek(slug: string): string | undefined {
    return this.known.get(slug)
  }

  /** Addresses may have been taken since. */
  clearMisses(): void {
    this.unknown.clear()
    // What is being asked at this moment may be answered from before the change.
    this.asking = new Map()
  }

  private async ask(slug: string, asking: typeof this.asking): Promise<string | null> {
    const id = await readBlogId(slug)
    if (id) {
      this.unknown.delete(slug)
      this.known.set(slug, id)
    } else if (asking === this.asking) this.unknown.set(slug, true)
    return id
  }
}
