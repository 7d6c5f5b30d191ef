import { DESK_CHANNEL, LIVE_CHANNEL, parseSavedEvent, type SavedEvent } from "@/lib/changes/change-log"
import { PEOPLE_CHANNEL, PRESENCE_CHANNEL, PUSH_CHANNEL, SITE_CHANNEL } from "@/lib/db/channels"
import { requireDirectUrl } from "@/lib/db/client"
import { env } from "@/lib/env"
import { singleton, takeSingleton } from "@/lib/singleton"
import { AudienceReporter } from "./audience/audience-reporter"
import { startHeartbeat } from "./heartbeat"
import { Hub } from "./hub"
import { type Notification, PostgresListener } from "./postgres-listener"
import { pusherConfig } from "./pusher/pusher-config"
import { PusherWorker } from "./pusher/worker"

type Live = {
  hub: Hub
  listener: PostgresListener
  pusher: PusherWorker | null
  reports: AudienceReporter
  stopHeartbeat: () => void
  watchers: Set<(saved: SavedEvent) => void>
  changeWatchers: Set<() => void>
  noticeWatchers: Set<(notice: Notification) => void>
  stopWatchers: Set<() => void>
}

const NAME = "live"

/** The hub of this process, where all its readers wait. */
export function processHub(): Hub {
  return live().hub
}

/** Calls back for each save of any blog, drafts too, and when some may have been missed. Returns the cleanup. */
export function watchSaves(onSave: (saved: SavedEvent) => void): () => void {
  const { watchers } = live()
  watchers.add(onSave)
  return () => watchers.delete(onSave)
}

/** Calls back for each change of any blog that readers can see, and when some may have been missed. Returns the cleanup. */
export function watchChanges(onChange: () => void): () => void {
  const { changeWatchers } = live()
  changeWatchers.add(onChange)
  return () => changeWatchers.delete(onChange)
}

/** Calls back for what processes tell each other beside changes: see `lib/db/channels.ts`. Returns the cleanup. */
export function watchNotices(onNotice: (notice: Notification) => void): () => void {
  const { noticeWatchers } = live()
  noticeWatchers.add(onNotice)
  return () => noticeWatchers.delete(onNotice)
}

/** Calls back once when held readers are disconnected, so that other holders of connections do the same. */
export function onStopLive(stop: () => void): void {
  live().stopWatchers.add(stop)
}

/** True while notifications of changes arrive. */
export function isListening(): boolean {
  return live().listener.connected
}

/** False when announcements can never arrive over this address of the database. */
export function canListen(): boolean {
  return live().listener.isProven
}

/** Resolves when the first attempt to listen has ended: a process that just started is not one without notifications. */
export function listenAttempted(): Promise<void> {
  return live().listener.settled
}

/** Disconnects all held readers, and ends the connection. */
export async function stopLive(): Promise<void> {
  const known = takeSingleton<Live>(NAME)
  known?.stopHeartbeat()
  known?.pusher?.stop()
  for (const stop of known?.stopWatchers ?? []) stop()
  await known?.hub.disconnectAll("restart")
  await known?.listener.stop()
  await known?.reports.stop()
}

function live(): Live {
  return singleton(NAME, start)
}

function start(): Live {
  const watchers: Live["watchers"] = new Set()
  const tellWatchers = (saved: SavedEvent) => {
    for (const watch of watchers) watch(saved)
  }
  const changeWatchers: Live["changeWatchers"] = new Set()
  const tellChange = () => {
    for (const watch of changeWatchers) watch()
  }
  const noticeWatchers: Live["noticeWatchers"] = new Set()
  const onNotice = (notice: Notification) => {
    const { channel, payload } = notice
    if (channel === DESK_CHANNEL) return tellWatchers(parseSavedEvent(payload))
    if (channel === PUSH_CHANNEL) return hub.invalidate(payload)
    if (channel !== LIVE_CHANNEL) {
      for (const watch of noticeWatchers) watch(notice)
      return
    }
    const [blogId = "", version = ""] = payload.split(":")
    hub.notify(blogId, Number(version))
    pusher?.notify(blogId)
    tellChange()
  }
  const onConnect = () => {
    hub.invalidateAll()
    tellWatchers({ blogId: "", post: null })
    tellChange()
    onNotice({ channel: SITE_CHANNEL, payload: "" })
    pusher?.scanPending()
  }
  const listener = new PostgresListener({
    url: requireDirectUrl(),
    channels: [LIVE_CHANNEL, DESK_CHANNEL, PRESENCE_CHANNEL, PEOPLE_CHANNEL, PUSH_CHANNEL, SITE_CHANNEL],
    onNotice,
    onConnect,
  })
  const hub = new Hub(() => listener.connected)
  const settings = pusherConfig()
  const pusher = settings ? new PusherWorker(settings) : null
  listener.start()
  const stopHeartbeat = startHeartbeat(hub)
  const reports = new AudienceReporter(hub, env().POLLING_INTERVAL)
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
