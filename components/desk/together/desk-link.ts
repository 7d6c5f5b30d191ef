import type { Failure } from "@/components/desk/forms/result"
import { backoff, wasSteady } from "@/lib/live/client/backoff"
import { browserSignals } from "@/lib/live/client/page-signals"
import { takeSlot } from "@/lib/live/client/transports/in-slot"
import { parseJson } from "@/lib/live/client/transports/stream"
import { paths } from "@/lib/paths"
import type { Colleague, Doing, Vitals } from "@/lib/together/state"
import { newTab, sayGone, sayHere } from "./say-here"

/** As with readers' pages: tabs of one browser must leave connections for everything else. */
const SLOTS = ["running-story-desk-1", "running-story-desk-2"]
const HERE_MS = 10_000
const LOOK_MS = 5_000
/** Two heartbeats and a half. */
const LONGEST_SILENCE_MS = 40_000
const RESTART_MS = 3_000
const SLOT_AGAIN_MS = 30_000
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
export type LinkState = "connecting" | "live" | "asking" | "cut" | "over"
export type Saved = { postId: string; revision: number } | null

export type LinkOptions = {
  blogId: string
  /** Something was saved; null: anything may have been. */
  onSaved: (saved: Saved) => void
  onPeople: (people: Colleague[]) => void
  onVitals: (vitals: Vitals | null) => void
  onState: (state: LinkState, failure: Failure | null) => void
}
export type DeskLink = { tell: (doing: Doing) => void; stop: () => void }

const OVER: ReadonlySet<Failure["code"]> = new Set(["not_signed_in", "forbidden", "blog_not_found"])

/**
 * Keeps a desk told: by a stream that comes back by itself, with back-off and jitter, and where none can stand by what the
 * server answers when this tab says that it is here.
 */
export function linkDesk({ blogId, onSaved, onPeople, onVitals, onState }: LinkOptions): DeskLink {
  const tab = newTab()
  let doing: Doing = { writing: false, editing: [] }
  let state: LinkState = "connecting"
  let source: EventSource | null = null
  let opening = 0
  let heardAt = 0
  let failures = 0
  let liveSince: number | null = null
  let hiddenAt: number | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let release = () => {}

  const setState = (next: LinkState, failure: Failure | null = null) => {
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
    const slot = await takeSlot(browserSignals.isHidden(), SLOTS)
    if (mine !== opening) return slot?.()
    if (!slot) {
      retry = setTimeout(open, SLOT_AGAIN_MS)
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
    on("saved", (saved) => onSaved(saved && typeof saved === "object" && "postId" in saved ? (saved as Saved) : null))
    on("people", (people) => onPeople(people as Colleague[]))
    on("vitals", (vitals) => onVitals(vitals as Vitals | null))
    on("beat", () => {})
    on("over", (failure) => finish(failure as Failure))
    on("restart", () => openAfter((wasSteady(liveSince) ? Math.random() : 0.5 + Math.random() / 2) * RESTART_MS))
    stream.addEventListener("error", () => mine === opening && lose())
  }

  const say = async () => {
    if (state === "over" || isAway()) return
    const answer = await sayHere(blogId, tab, doing)
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

  const pulse = setInterval(say, HERE_MS)
  const look = setInterval(() => {
    if (source && Date.now() - heardAt > LONGEST_SILENCE_MS) lose()
    if (hiddenAt === null) return
    if (source && Date.now() - hiddenAt > HIDDEN_MS) close()
    if (isAway()) sayGoneOnce()
  }, LOOK_MS)
  let gone = false
  const sayGoneOnce = () => {
    if (!gone) sayGone(blogId, tab)
    gone = true
  }

  const unsubscribe = [
    browserSignals.onHide(() => {
      hiddenAt = Date.now()
    }),
    browserSignals.onWake(() => {
      hiddenAt = null
      gone = false
      if (state === "over") return
      if (!source) void open()
      else if (Date.now() - heardAt > LONGEST_SILENCE_MS) lose()
      void say()
    }),
    browserSignals.onOffline(() => source && lose()),
  ]
  const leave = () => sayGone(blogId, tab)
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
