import { requireDatabaseUrl } from "@/lib/db/client"
import { perProcess, takePerProcess } from "@/lib/per-process"
import { startHeartbeat } from "./heartbeat"
import { Hub } from "./hub"
import { Listener, type Notice } from "./listener"
import { PusherLoop } from "./pusher-loop"
import { pusherSettings } from "./pusher-settings"
import { DESK_CHANNEL, LIVE_CHANNEL } from "./version-line"

type Live = {
  hub: Hub
  listener: Listener
  pusher: PusherLoop | null
  stopHeartbeat: () => void
  watchers: Set<(blogId: string) => void>
  changeWatchers: Set<() => void>
}

const NAME = "live"

/** The hub of this process, listening to the database: readers must all wait at the same one. */
export function processHub(): Hub {
  return live().hub
}

/** Calls back for each save of any blog, drafts too, and with "" when some may have been missed. Returns the way to stop. */
export function watchSaves(onSave: (blogId: string) => void): () => void {
  const { watchers } = live()
  watchers.add(onSave)
  return () => watchers.delete(onSave)
}

/** Calls back for each change of any blog that readers can see, and when some may have been missed. Returns the way to stop. */
export function watchChanges(onChange: () => void): () => void {
  const { changeWatchers } = live()
  changeWatchers.add(onChange)
  return () => changeWatchers.delete(onChange)
}

/** True while announcements of changes arrive. */
export function isListening(): boolean {
  return live().listener.connected
}

/** Lets all held readers go, and ends the connection. */
export async function stopLive(): Promise<void> {
  const known = takePerProcess<Live>(NAME)
  known?.stopHeartbeat()
  known?.pusher?.stop()
  await known?.hub.release("restart")
  await known?.listener.stop()
}

function live(): Live {
  return perProcess(NAME, start)
}

function start(): Live {
  const watchers: Live["watchers"] = new Set()
  const tellWatchers = (blogId: string) => {
    for (const watch of watchers) watch(blogId)
  }
  const changeWatchers: Live["changeWatchers"] = new Set()
  const tellChange = () => {
    for (const watch of changeWatchers) watch()
  }
  const onNotice = ({ channel, payload }: Notice) => {
    if (channel === DESK_CHANNEL) return tellWatchers(payload)
    const [blogId = "", version = ""] = payload.split(":")
    hub.announce(blogId, Number(version))
    pusher?.announce(blogId)
    tellChange()
  }
  const onConnect = () => {
    hub.distrust()
    tellWatchers("")
    tellChange()
    pusher?.lookForAll()
  }
  const listener = new Listener({
    url: requireDatabaseUrl(),
    channels: [LIVE_CHANNEL, DESK_CHANNEL],
    onNotice,
    onConnect,
  })
  const hub = new Hub(() => listener.connected)
  const settings = pusherSettings()
  const pusher = settings ? new PusherLoop(settings) : null
  listener.start()
  return { hub, listener, pusher, stopHeartbeat: startHeartbeat(hub), watchers, changeWatchers }
}
