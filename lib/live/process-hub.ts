import { requireDatabaseUrl } from "@/lib/db/client"
import { startHeartbeat } from "./heartbeat"
import { Hub } from "./hub"
import { Listener, type Notice } from "./listener"
import { DESK_CHANNEL, LIVE_CHANNEL } from "./version-line"

type Live = { hub: Hub; listener: Listener; stopHeartbeat: () => void; deskWatchers: Set<(blogId: string) => void> }
const holder = globalThis as typeof globalThis & { runningStoryLive?: Live }

/**
 * The hub of this process, listening to the database. It hangs on `globalThis` because a Next build loads a module more
 * than once, and readers must all wait at the same one.
 */
export function processHub(): Hub {
  return live().hub
}

/** Calls back for each save of any blog, drafts too, and with "" when some may have been missed. Returns the way to stop. */
export function watchSaves(onSave: (blogId: string) => void): () => void {
  const { deskWatchers } = live()
  deskWatchers.add(onSave)
  return () => deskWatchers.delete(onSave)
}

/** True while announcements of changes arrive. */
export function isListening(): boolean {
  return live().listener.connected
}

/** Ends all waiting and the connection. */
export async function stopLive(): Promise<void> {
  const known = holder.runningStoryLive
  delete holder.runningStoryLive
  known?.stopHeartbeat()
  await known?.hub.release("restart")
  await known?.listener.stop()
}

function live(): Live {
  holder.runningStoryLive ??= start()
  return holder.runningStoryLive
}

function start(): Live {
  const deskWatchers: Live["deskWatchers"] = new Set()
  const tellDesks = (blogId: string) => {
    for (const watch of deskWatchers) watch(blogId)
  }
  const onNotice = ({ channel, payload }: Notice) => {
    if (channel === DESK_CHANNEL) return tellDesks(payload)
    const [blogId = "", version = ""] = payload.split(":")
    hub.announce(blogId, Number(version))
  }
  const onConnect = () => {
    hub.distrust()
    tellDesks("")
  }
  const listener = new Listener({
    url: requireDatabaseUrl(),
    channels: [LIVE_CHANNEL, DESK_CHANNEL],
    onNotice,
    onConnect,
  })
  const hub = new Hub(() => listener.connected)
  listener.start()
  return { hub, listener, stopHeartbeat: startHeartbeat(hub), deskWatchers }
}
