import { type LocalAutosave, parseLocalAutosave } from "@/components/desk/autosave/local-store"
import type { Failure } from "@/components/desk/forms/result"
import { isTransient } from "@/components/desk/safety/failures"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/post-schemas"

/** What the server is asked for, as it was when somebody pressed the button. */
export type PendingSave =
  | { kind: "create"; post: CreatePostInput }
  | { kind: "edit"; postId: string; revision: number; post: EditPostInput }

/** A text that left its composer and has not arrived: on its way, in the queue, refused, or set aside. */
export type OutboxItem = {
  /** Also the idempotency key of its save: sent twice, it arrives once. */
  id: string
  userId: string
  blogId: string
  /** Null: set aside, not to be sent. */
  save: PendingSave | null
  /** The post as it was when its edit began. */
  post: DeskPost | null
  /** What goes back into the composer. */
  words: LocalAutosave
  /** Place in the queue. */
  madeAt: number
  /** The tab whose composer is sending it right now; the queue leaves it alone for as long as that tab is open. */
  heldBy: string | null
  /** Why it is not there yet; in a queue what is tried again, else for its writer to decide. */
  failure: Failure | null
}

const PREFIX = "running-story:unsent:"

/** To be sent, as opposed to waiting for its writer. */
export function isPending({ save, failure }: OutboxItem): boolean {
  return save !== null && (failure === null || isTransient(failure))
}

/**
 * The queue of this browser: in localStorage, because it is written before the next line runs. What a database in the
 * browser is asked to write is lost when the tab dies in the same moment. Each text has an entry of its own, so that
 * tabs do not write over each other's.
 */
export const outboxStore = {
  /** False when this browser keeps nothing: then the text must stay in its composer. */
  put(text: OutboxItem): boolean {
    try {
      localStorage.setItem(keyOf(text), JSON.stringify(text))
    } catch {
      return false
    }
    changed()
    return true
  },
  remove(text: Pick<OutboxItem, "userId" | "id">): void {
    try {
      localStorage.removeItem(keyOf(text))
    } catch {
      return
    }
    changed()
  },
  get(userId: string, id: string): OutboxItem | null {
    return readUnsent(keyOf({ userId, id }))
  },
  /** A person's texts in the order in which they were written. */
  list(userId: string): OutboxItem[] {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${userId}:`))
      return keys.flatMap((key) => readUnsent(key) ?? []).sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
    } catch {
      return []
    }
  },
  /** Hears of changes here and in other tabs. */
  watch(listener: () => void): () => void {
    const others = ({ key }: StorageEvent) => (key === null || key.startsWith(PREFIX)) && listener()
    listeners.add(listener)
    window.addEventListener("storage", others)
    return () => {
      listeners.delete(listener)
      window.removeEventListener("storage", others)
    }
  },
}

const listeners = new Set<() => void>()

function changed(): void {
  for (const listener of listeners) listener()
}

function keyOf({ userId, id }: Pick<OutboxItem, "userId" | "id">): string {
  return `${PREFIX}${userId}:${id}`
}

function readUnsent(key: string): OutboxItem | null {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "null") as OutboxItem | null
    const words = parseLocalAutosave(found?.words)
    return found && words ? { ...found, words } : null
  } catch {
    return null
  }
}
