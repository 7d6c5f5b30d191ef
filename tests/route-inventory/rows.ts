import type { Sender, Who } from "./actors"
import type { World } from "./world"

/** What guards a door: a signed-in person, a program's token, the secret of cron jobs, or nothing. */
export type Lock = "session" | "token" | "cron" | "open"

type Ask = { params?: Record<string, unknown>; query?: string; body?: unknown; headers?: Record<string, string> }

export type Row = {
  /** The name of its door in `findDoors`. */
  door: string
  /** Which of its uses, where there are several. */
  what?: string
  lock: Lock
  /** Who gets through; of an open door everybody does. */
  may: readonly Who[]
  /** What those get who get through. */
  got?: string
  /** What they ask: an action's input, a handler's or page's parts. Without a second parameter it is the same for all. */
  ask?: (world: World, sender: Sender) => Ask | Promise<Ask>
  input?: (world: World, sender: Sender) => unknown
  /** Around each call that gets through. */
  around?: (world: World, call: () => Promise<string>) => Promise<string>
}

/** What somebody gets whom a door does not let in. */
export function refusalOf({ lock }: Row, kind: string, signedIn: boolean, isToken: boolean): string {
  if (lock === "cron") return "wrong_cron_secret"
  if (lock === "token") return isToken ? "forbidden" : "invalid_token"
  if (!signedIn) return kind === "page" ? "to /login" : "not_signed_in"
  // What is not for somebody is not there, as far as pages go.
  return kind === "page" ? "not_found" : "forbidden"
}
