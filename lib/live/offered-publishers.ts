import { AppError } from "@/lib/errors"
import { PUBLISHERS, type PublisherName } from "./publishers"
import { pusherSettings } from "./pusher-settings"

/** The publishers that this installation can offer a blog. */
export function offeredPublishers(): PublisherName[] {
  return PUBLISHERS.filter((name) => name !== "pusher" || pusherSettings() !== null)
}

/** Throws `invalid_input` for a publisher that is not set up here. */
export function requireOffered(publisher: PublisherName): void {
  if (offeredPublishers().includes(publisher)) return
  const message =
    "Pusher is not set up here. Set PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET, or choose another publisher."
  throw new AppError("invalid_input", { issues: [{ path: "publisher", message }] })
}
