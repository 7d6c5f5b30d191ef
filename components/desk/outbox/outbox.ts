import { type Failure, isSignedOut, isTransient, type Result } from "@/components/desk/forms/result"
import { backoff } from "@/lib/backoff"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { isPending, type OutboxItem } from "./outbox-store"

/** An editor waits for it. */
const RETRY = { maxMs: 20_000 }

type Store = {
  list: () => OutboxItem[]
  put: (text: OutboxItem) => void
  remove: (text: OutboxItem) => void
}

export type OutboxOptions = {
  store: Store
  send: (text: OutboxItem) => Promise<Result<DeskPost>>
  /** Tabs that are open; a text held by another one is that one's. */
  listOpenTabs: () => Promise<Set<string>>
  onSent: (text: OutboxItem, post: DeskPost) => void
  /** Runs `work` in one tab at a time; false when another one is at it. Sending twice would only cost a request. */
  alone: (work: () => Promise<void>) => Promise<boolean>
  isOffline: () => boolean
}

/**
 * Sends the texts of one person that wait, in their order and one after another. What fails for now is tried again, ever
 * slower, and keeps its place; what is refused waits for its writer and lets the next one pass. A blog that is busy keeps
 * its own texts back and nobody else's.
 */
export class Outbox {
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #running = false
  #again = false
  #stopped = false

  constructor(private readonly options: OutboxOptions) {}

  /** Something was put in, the network is back, somebody signed in: look now. */
  async look(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = true
    this.#stopTimer()
    do {
      this.#again = false
      if (!(await this.options.alone(() => this.#sendAll()))) this.#later(backoff(1))
    } while (this.#again && !this.#stopped)
    this.#running = false
  }

  /** Another tab changed something. While this one waits before its next try, that is soon enough. */
  hint(): void {
    if (!this.#running && this.#timer === undefined) void this.look()
  }

  stop(): void {
    this.#stopped = true
    this.#stopTimer()
  }

  async #sendAll(): Promise<void> {
    const tried = new Set<string>()
    const busyBlogs = new Set<string>()
    for (;;) {
      if (this.#stopped || this.options.isOffline()) return
      const open = await this.options.listOpenTabs()
      const next = this.options.store
        .list()
        .find((text) => isPending(text) && !tried.has(text.id) && !busyBlogs.has(text.blogId))
      if (!next) return
      // Its own tab is at it, or the queue's order would be broken by what comes after.
      if (next.heldBy !== null && open.has(next.heldBy)) return this.#later(backoff(1))
      tried.add(next.id)
      const outcome = await this.#sendOne(next)
      if (outcome === "stop") return
      if (outcome === "blog_busy") busyBlogs.add(next.blogId)
    }
  }

  /** Whether the ones behind it go on, must wait too, or only those of the same blog must. */
  async #sendOne(text: OutboxItem): Promise<"go on" | "stop" | "blog_busy"> {
    const result = await this.options.send(text)
    // Taken back or cancelled meanwhile: an answer does not bring it into the list again.
    const still = this.options.store.list().some(({ id }) => id === text.id)
    if (result.ok) {
      this.#failures = 0
      this.options.store.remove(text)
      this.options.onSent(text, result.data)
      return "go on"
    }
    if (still) this.options.store.put({ ...text, heldBy: null, failure: result.error })
    if (!isTransient(result.error)) return "go on"
    this.#failures += 1
    if (!isSignedOut(result.error)) this.#later(backoff(this.#failures, RETRY))
    return result.error.code === "blog_busy" ? "blog_busy" : "stop"
  }

  #later(pause: number): void {
    if (this.#stopped) return
    this.#stopTimer()
    this.#timer = setTimeout(() => void this.look(), pause)
  }

  #stopTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

const REASONS: Partial<Record<Failure["code"], string>> = {
  blog_busy: "this blog is busy.",
  database_busy: "the database is busy.",
  database_full: "no room is left for the database. Tell the administrator of this server.",
  database_read_only: "the database takes no changes. Tell the administrator of this server.",
  database_failing: "the database has a fault. Tell the administrator of this server.",
}

/** Why a queued text is not there yet, in words. */
export function describeWait(failure: Failure | null, offline: boolean): string {
  if (offline) return "You’re offline. We’ll send it when you’re back."
  if (failure?.code === "network") return "The server can’t be reached. We’ll keep trying."
  if (failure === null) return "Sending…"
  if (isSignedOut(failure)) return "You’re signed out. We’ll send it when you sign in."
  const reason = REASONS[failure.code]
  if (reason) return `Not sent: ${reason} We’ll keep trying.`
  return "The server is not responding. We’ll keep trying."
}
