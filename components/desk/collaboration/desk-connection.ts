import type { Failure } from "@/components/desk/forms/result"
import { backoff, wasSteady } from "@/lib/backoff"
import type { BlogHealth, Collaborator, PresenceStatus } from "@/lib/collaboration/types"
import { paths } from "@/lib/paths"
import { browserLifecycle } from "@/lib/realtime/client/page-lifecycle"
import { parseJson } from "@/lib/realtime/client/transports/streaming"
import { acquireTabSlot } from "@/lib/realtime/client/transports/tab-slot"
import { newTab, postLeave, postPresence } from "./post-presence"

/** As with readers' pages: tabs of one browser must leave connections for everything else. */
const SLOTS = ["running-story-desk-1", "running-story-desk-2"]
const PRESENCE_INTERVAL_MS = 10_000
const WATCHDOG_INTERVAL_MS = 5_000
/** Two heartbeats and a half. */
const MAX_SILENCE_MS = 40_000
const RESTART_MS = 3_000
const SLOT_RETRY_MS = 30_000
/** A tab that nobody sees for this long gives its connection back; later it is not at the desk any more. */
const HIDDEN_MS = 60_000
const AWAY_MS = 4 * 60_000

/**
 * - `connecting`: nothing was heard yet
 * - `live`: everything is told at once
 * - `asking`: no stream stands, but the server answers
 * - `cut`: the server cannot be reached
 * - `over`: this person may not read this desk any more, or is signed out
 */
export type DeskConnectionState = "connecting" | "live" | "asking" | "cut" | "over"
export type SavedMessage = { postId: string; revision: number } | null

export type DeskConnectionOptions = {
  blogId: string
  /** Something was saved; null: anything may have been. */
  onSaved: (saved: SavedMessage) => void
  onPeople: (people: Collaborator[]) => void
  onVitals: (vitals: BlogHealth | null) => void
  onState: (state: DeskConnectionState, failure: Failure | null) => void
}
export type DeskClient = { tell: (doing: PresenceStatus) => void; stop: () => void }

const OVER: ReadonlySet<Failure["code"]> = new Set(["not_signed_in", "forbidden", "blog_not_found"])

/**
 * Keeps a desk told: by a stream that comes back by itself, with back-off and jitter, and where none can stand by what the
 * server answers when this tab says that it is here.
 */
export function connectDesk({ blogId, onSaved, onPeople, onVitals, onState }: DeskConnectionOptions): DeskClient {
  const tab = newTab()
  let doing: PresenceStatus = { writing: false, editing: [] }
  let state: DeskConnectionState = "connecting"
  let source: EventSource | null = null
  let opening = 0
  let heardAt = 0
  let failures = 0
  let liveSince: number | null = null
  let hiddenAt: number | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let release = () => {}

  const setState = (next: DeskConnectionState, failure: Failure | null = null) => {
    if (state === "over") return
    state = next
    onState(next, failure)
  }
  const close = () => {
    opening += 1
    clearTimeout(retry)
    source?.close()
    source = null
    release()
    release = () => {}
  }
  const openAfter = (pause: number) => {
    close()
    retry = setTimeout(open, pause)
  }
  const lose = () => {
    failures = wasSteady(liveSince) ? 1 : failures + 1
    if (state === "live") setState("asking")
    openAfter(backoff(failures))
    void say()
  }
  const finish = (failure: Failure) => {
    close()
    clearInterval(look)
    clearInterval(pulse)
    onPeople([])
    setState("over", failure)
  }

  const open = async () => {
    close()
    opening += 1
    const mine = opening
    const slot = await acquireTabSlot(browserLifecycle.isHidden(), SLOTS)
    if (mine !== opening) return slot?.()
    if (!slot) {
      retry = setTimeout(open, SLOT_RETRY_MS)
      return
    }
    release = slot
    heardAt = Date.now()
    liveSince = null
    const stream = new EventSource(`${paths.deskStream(blogId)}?tab=${tab}`)
    source = stream
    const on = (name: string, handle: (data: unknown) => void) =>
      stream.addEventListener(name, (event) => {
        if (mine !== opening) return
        heardAt = Date.now()
        handle(parseJson(event.data))
      })
    on("welcome", () => {
      liveSince = Date.now()
      setState("live")
      // Whatever was missed is read now.
      onSaved(null)
      void say()
    })
    on("saved", (saved) =>
      onSaved(saved && typeof saved === "object" && "postId" in saved ? (saved as SavedMessage) : null),
    )
    on("people", (people) => onPeople(people as Collaborator[]))
    on("vitals", (vitals) => onVitals(vitals as BlogHealth | null))
    on("beat", () => {})
    on("over", (failure) => finish(failure as Failure))
    on("restart", () => openAfter((wasSteady(liveSince) ? Math.random() : 0.5 + Math.random() / 2) * RESTART_MS))
    stream.addEventListener("error", () => mine === opening && lose())
  }

  const say = async () => {
    if (state === "over" || isAway()) return
    const answer = await postPresence(blogId, tab, doing)
    if ("code" in answer) {
      if (OVER.has(answer.code)) finish(answer)
      else if (state !== "live") setState("cut", answer)
      return
    }
    if (state === "live") return
    if (state === "cut") onSaved(null)
    if (source === null || failures > 0) setState("asking")
    onPeople(answer.people)
    onVitals(answer.vitals)
  }
  const isAway = () => hiddenAt !== null && Date.now() - hiddenAt > AWAY_MS

  const pulse = setInterval(say, PRESENCE_INTERVAL_MS)
  const look = setInterval(() => {
    if (source && Date.now() - heardAt > MAX_SILENCE_MS) lose()
    if (hiddenAt === null) return
    if (source && Date.now() - hiddenAt > HIDDEN_MS) close()
    if (isAway()) sayGoneOnce()
  }, WATCHDOG_INTERVAL_MS)
  let gone = false
  const sayGoneOnce = () => {
    if (!gone) postLeave(blogId, tab)
    gone = true
  }

  const unsubscribe = [
    browserLifecycle.onHidden(() => {
      hiddenAt = Date.now()
    }),
    browserLifecycle.onResume(() => {
      hiddenAt = null
      gone = false
      if (state === "over") return
      if (!source) void open()
      else if (Date.now() - heardAt > MAX_SILENCE_MS) lose()
      void say()
    }),
    browserLifecycle.onOffline(() => source && lose()),
  ]
  const leave = () => postLeave(blogId, tab)
  window.addEventListener("pagehide", leave)
  void open()
  void say()

  return {
    tell: (next) => {
      if (next.writing === doing.writing && next.editing.join() === doing.editing.join()) return
      doing = next
      void say()
    },
    stop: () => {
      for (const each of unsubscribe) each()
      window.removeEventListener("pagehide", leave)
      clearInterval(pulse)
      clearInterval(look)
      close()
      if (state !== "over") leave()
      state = "over"
    },
  }
}
