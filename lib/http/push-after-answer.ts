import { after } from "next/server"
import { pushUntold } from "@/lib/live/push-untold"
import { pusherSettings } from "@/lib/live/pusher-settings"
import { reportError } from "./answer"
import { isScheduled } from "./own-scheduler"

/**
 * Where nothing of ours runs between requests (`next start`, Vercel): tells the Pusher service of what was changed, after the
 * answer and before the process may stand still. The editor does not wait for it.
 */
export function pushAfterAnswer(): void {
  const settings = pusherSettings()
  if (!settings || isScheduled()) return
  after(() => pushUntold(settings).catch((error: unknown) => void reportError(error, "push after answer")))
}
