import { PEOPLE_CHANNEL, PRESENCE_CHANNEL } from "@/lib/db/channels"
import { requireDatabaseUrl } from "@/lib/db/client"
import { env } from "@/lib/env"
import { perProcess, takePerProcess } from "@/lib/per-process"
import { startHeartbeat } from "./heartbeat"
import { Hub } from "./hub"
import { Listener, type Notice } from "./listener"
import { PusherLoop } from "./pusher-loop"
import { pusherSettings } from "./pusher-settings"
import { ReaderReports } from "./reader-reports"
import { DESK_CHANNEL, LIVE_CHANNEL, parseSaved, type Saved } from "./version-line"

type Live = {
  hub: Hub
  listener: Listener
  pusher: PusherLoop | null
  reports: ReaderReports
  stopHeartbeat: () => void
  watchers: Set<(saved: Saved) => void>
  changeWatchers: Set<() => void>
  noticeWatchers: Set<(notice: Notice) => void>
  stopWatchers: Set<() => void>
}

const NAME = "live"

/** The hub of this process, listening to the database: readers must all wait at the same one. */
export function processHub(): Hub {
  return live().hub
}

/** Calls back for each save of any blog, drafts too, and when some may have been missed. Returns the way to stop. */
export function watchSaves(onSave: (saved: Saved) => void): () => void {
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

/** Calls back for what processes tell each other beside changes: see `lib/db/channels.ts`. Returns the way to stop. */
export function watchNotices(onNotice: (notice: Notice) => void): () => void {
  const { noticeWatchers } = live()
  noticeWatchers.add(onNotice)
  return () => noticeWatchers.delete(onNotice)
}

/** Calls back once when held readers are let go, so that whoever else holds connections does the same. */
export function onStopLive(stop: () => void): void {
  live().stopWatchers.add(stop)
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
  for (const stop of known?.stopWatchers ?? []) stop()
  await known?.hub.release("restart")
  await known?.listener.stop()
  await known?.reports.stop()
}

function live(): Live {
  return perProcess(NAME, start)
}

function start(): Live {
  const watchers: Live["watchers"] = new Set()
  const tellWatchers = (saved: Saved) => {
    for (const watch of watchers) watch(saved)
  }
  const changeWatchers: Live["changeWatchers"] = new Set()
  const tellChange = () => {
    for (const watch of changeWatchers) watch()
  }
  const noticeWatchers: Live["noticeWatchers"] = new Set()
  const onNotice = (notice: Notice) => {
    const { channel, payload } = notice
    if (channel === DESK_CHANNEL) return tellWatchers(parseSaved(payload))
    if (channel !== LIVE_CHANNEL) {
      for (const watch of noticeWatchers) watch(notice)
      return
    }
    const [blogId = "", version = ""] = payload.split(":")
    hub.announce(blogId, Number(version))
    pusher?.announce(blogId)
    tellChange()
  }
  const onConnect = () => {
    hub.distrust()
    tellWatchers({ blogId: "", post: null })
    tellChange()
    pusher?.lookForAll()
  }
  const listener = new Listener({
    url: requireDatabaseUrl(),
    channels: [LIVE_CHANNEL, DESK_CHANNEL, PRESENCE_CHANNEL, PEOPLE_CHANNEL],
    onNotice,
    onConnect,
  })
  const hub = new Hub(() => listener.connected)
  const settings = pusherSettings()
  const pusher = settings ? new PusherLoop(settings) : null
  listener.start()
  const stopHeartbeat = startHeartbeat(hub)
  const reports = new ReaderReports(hub, env().POLLING_INTERVAL)
  return {
    hub,
    listener,
    pusher,
    reports,
    stopHeartbeat,
    watchers,
    changeWatchers,
    noticeWatchers,
    stopWatchers: new Set(),
  }
}
