import type { Failure } from "@/components/desk/forms/result"
import type { BlogHealth, Collaborator, PresenceStatus } from "@/lib/collaboration/types"
import { paths } from "@/lib/paths"
import { EventStream } from "@/lib/realtime/client/event-stream"
import { browserLifecycle } from "@/lib/realtime/client/page-lifecycle"
import { parseJson } from "@/lib/realtime/client/transports/streaming"
import { newTab, postLeave, postPresence } from "./post-presence"

/** As on readers' pages: the tabs of one browser leave connections for everything else. */
const SLOTS = ["running-story-desk-1", "running-story-desk-2"]
const PRESENCE_INTERVAL_MS = 10_000
/** Two heartbeats and a half. */
const MAX_SILENCE_MS = 40_000
/** A tab hidden for this long gives its connection back; later it leaves the desk. */
const SUSPEND_AFTER_HIDDEN_MS = 60_000
const AWAY_AFTER_HIDDEN_MS = 4 * 60_000

/**
 * - `connecting`: nothing was heard yet
 * - `live`: the stream is open
 * - `asking`: no stream is open, but the server responds
 * - `cut`: the server cannot be reached
 * - `over`: this person may no longer read this desk, or is signed out
 */
export type DeskConnectionState = "connecting" | "live" | "asking" | "cut" | "over"
export type SavedMessage = { postId: string; revision: number } | null

export type DeskConnectionOptions = {
  blogId: string
  /** A post was saved; null: any may have been. */
  onSaved: (saved: SavedMessage) => void
  onPeople: (people: Collaborator[]) => void
  onVitals: (vitals: BlogHealth | null) => void
  onState: (state: DeskConnectionState, failure: Failure | null) => void
}
export type DeskClient = { tell: (doing: PresenceStatus) => void; stop: () => void }

const OVER: ReadonlySet<Failure["code"]> = new Set(["not_signed_in", "forbidden", "blog_not_found"])

/**
 * Keeps a desk up to date by an event stream. Where none can stay open, by the responses to the presence that this tab
 * reports.
 */
export function connectDesk({ blogId, onSaved, onPeople, onVitals, onState }: DeskConnectionOptions): DeskClient {
  const tab = newTab()
  let doing: PresenceStatus = { writing: false, editing: [] }
  let state: DeskConnectionState = "connecting"
  let hiddenAt: number | null = null
  let hasLeft = false

  const setState = (next: DeskConnectionState, failure: Failure | null = null) => {
    if (state === "over") return
    state = next
    onState(next, failure)
  }
  const finish = (failure: Failure) => {
    stream.stop()
    clearInterval(pulse)
    onPeople([])
    setState("over", failure)
  }

  const stream = new EventStream({
    open: (listen) => {
      const source = new EventSource(`${paths.deskStream(blogId)}?tab=${tab}`)
      const on = (name: string, handle: (data: unknown) => void) =>
        source.addEventListener(
          name,
          listen((event: MessageEvent) => handle(parseJson(event.data))),
        )
      on("welcome", () => {
        stream.confirm()
        setState("live")
        // What was missed is read now.
        onSaved(null)
        void reportPresence()
      })
      on("saved", (saved) =>
        onSaved(saved && typeof saved === "object" && "postId" in saved ? (saved as SavedMessage) : null),
      )
      on("people", (people) => onPeople(people as Collaborator[]))
      on("vitals", (vitals) => onVitals(vitals as BlogHealth | null))
      on("beat", () => {})
      on("over", (failure) => finish(failure as Failure))
      on("restart", () => stream.restart())
      source.addEventListener(
        "error",
        listen(() => stream.lose()),
      )
      return () => source.close()
    },
    maxSilenceMs: MAX_SILENCE_MS,
    signals: browserLifecycle,
    slots: SLOTS,
    suspendAfterHiddenMs: SUSPEND_AFTER_HIDDEN_MS,
    onLost: () => {
      if (state === "live") setState("asking")
      void reportPresence()
    },
  })

  const reportPresence = async () => {
    if (state === "over") return
    if (isAway()) {
      if (!hasLeft) postLeave(blogId, tab)
      hasLeft = true
      return
    }
    const answer = await postPresence(blogId, tab, doing)
    if ("code" in answer) {
      if (OVER.has(answer.code)) finish(answer)
      else if (state !== "live") setState("cut", answer)
      return
    }
    if (state === "live") return
    if (state === "cut") onSaved(null)
    if (!stream.isOpen || stream.failures > 0) setState("asking")
    onPeople(answer.people)
    onVitals(answer.vitals)
  }
  const isAway = () => hiddenAt !== null && Date.now() - hiddenAt > AWAY_AFTER_HIDDEN_MS

  const pulse = setInterval(reportPresence, PRESENCE_INTERVAL_MS)
  const unsubscribe = [
    browserLifecycle.onHidden(() => {
      hiddenAt = Date.now()
    }),
    browserLifecycle.onResume(() => {
      hiddenAt = null
      hasLeft = false
      if (state === "over") return
      if (!stream.isOpen || stream.isSilent()) stream.open()
      void reportPresence()
    }),
  ]
  const leave = () => postLeave(blogId, tab)
  window.addEventListener("pagehide", leave)
  stream.open()
  void reportPresence()

  return {
    tell: (next) => {
      if (next.writing === doing.writing && next.editing.join() === doing.editing.join()) return
      doing = next
      void reportPresence()
    },
    stop: () => {
      for (const each of unsubscribe) each()
      window.removeEventListener("pagehide", leave)
      clearInterval(pulse)
      stream.stop()
      if (state !== "over") leave()
      state = "over"
    },
  }
}
