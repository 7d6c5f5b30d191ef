/**
 * What the reader is told:
 *
 * - `connecting`: nothing was heard from the server yet
 * - `live`: every change arrives
 * - `catching-up`: connected, and what was missed is on its way
 * - `reconnecting`: no transport works at the moment; trying again
 * - `ended`: coverage has ended; asks slowly whether it was reopened
 * - `gone`: the blog is not public; asks slowly whether it is again
 *
 * Every state has a way back to `live`.
 */
export type ConnectionState = "connecting" | "live" | "catching-up" | "reconnecting" | "ended" | "gone"

/**
 * - `connected`: a transport works, and nothing is known to be missing
 * - `connected-incomplete`: a transport works, and something is known to be missing
 * - `lost`: the transport failed
 * - `incomplete`: something has been missing for longer than a moment
 * - `complete`: nothing is missing any more
 * - `open`: an answer says that the blog is live
 * - `ended`: an answer says that coverage has ended
 * - `not-found`: an answer says that the blog is not public
 */
export type ConnectionEvent =
  | "connected"
  | "connected-incomplete"
  | "lost"
  | "incomplete"
  | "complete"
  | "open"
  | "ended"
  | "not-found"

/** Every state with every event: docs/live-client.md gives the reasons. */
const TRANSITIONS: Record<ConnectionState, Record<ConnectionEvent, ConnectionState>> = {
  connecting: {
    connected: "live",
    "connected-incomplete": "catching-up",
    lost: "reconnecting",
    incomplete: "connecting",
    complete: "connecting",
    open: "connecting",
    ended: "ended",
    "not-found": "gone",
  },
  live: {
    connected: "live",
    "connected-incomplete": "live",
    lost: "reconnecting",
    incomplete: "catching-up",
    complete: "live",
    open: "live",
    ended: "ended",
    "not-found": "gone",
  },
  "catching-up": {
    connected: "live",
    "connected-incomplete": "catching-up",
    lost: "reconnecting",
    incomplete: "catching-up",
    complete: "live",
    open: "catching-up",
    ended: "ended",
    "not-found": "gone",
  },
  reconnecting: {
    connected: "live",
    "connected-incomplete": "catching-up",
    lost: "reconnecting",
    incomplete: "reconnecting",
    complete: "reconnecting",
    open: "reconnecting",
    ended: "ended",
    "not-found": "gone",
  },
  ended: {
    connected: "ended",
    "connected-incomplete": "ended",
    lost: "ended",
    incomplete: "ended",
    complete: "ended",
    open: "connecting",
    ended: "ended",
    "not-found": "gone",
  },
  gone: {
    connected: "gone",
    "connected-incomplete": "gone",
    lost: "gone",
    incomplete: "gone",
    complete: "gone",
    open: "connecting",
    ended: "ended",
    "not-found": "gone",
  },
}

export function nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  return TRANSITIONS[state][event]
}

/** True where no transport runs, and the page only asks slowly. */
export function isDormant(state: ConnectionState): boolean {
  return state === "ended" || state === "gone"
}
