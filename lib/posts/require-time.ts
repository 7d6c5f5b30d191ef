import { AppError } from "@/lib/errors"

/** A minute that began is still good: a save for 20:00 that arrives a second later publishes then, and is not refused. */
const GRACE_MS = 60_000

/** The time at which something happened. Throws `invalid_input` for one that has not come yet. */
export function requirePast(time: string, now: Date): Date {
  const past = new Date(time)
  if (past <= now) return past
  throw wrongTime("publishedAt", "This time has not come yet. Schedule the post instead.")
}

/** The time at which a post should be published. Throws `invalid_input` for one that has passed. */
export function requireFuture(time: string, now: Date): Date {
  const future = new Date(time)
  if (future.getTime() > now.getTime() - GRACE_MS) return future
  throw wrongTime("publishAt", "This time has passed. Choose a later one, or publish the post now.")
}

/** Throws `invalid_input`: a place in the timeline is only for what readers see, or saw. */
export function timeError(): never {
  throw wrongTime("publishedAt", "Only a published or hidden post has a place in time. Publish it with this time.")
}

function wrongTime(path: string, message: string): AppError {
  return new AppError("invalid_input", { issues: [{ path, message }] })
}
