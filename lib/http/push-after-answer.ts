import { after } from "next/server"
import { flushPending } from "@/lib/live/push-untold"
import { pusherConfig } from "@/lib/realtime/pusher/pusher-config"
import { hasBackgroundScheduler } from "./own-scheduler"
import { reportError } from "./response"

/**
 * Where nothing of ours runs between requests (`next start`, Vercel): tells the Pusher service of what was changed, after the
 * answer and before the process may stand still. The editor does not wait for it.
 */
export function flushPusherAfterResponse(): void {
  const settings = pusherConfig()
  if (!settings || hasBackgroundScheduler()) return
  after(() => flushPending(settings).catch((error: unknown) => void reportError(error, "push after answer")))
}
