/** A page that comes back says so in several ways (seen, online, out of the cache): what comes within this time is one. */
export const RESUME_WINDOW_MS = 1_000

/** Whether what began at `since` (by Date.now) will do for a page that wakes up now. */
export function isSameResume(since: number): boolean {
  const age = Date.now() - since
  // The clock may have been put back meanwhile.
  return age >= 0 && age < RESUME_WINDOW_MS
}

/** What the browser tells about the page: whether somebody can see it, and when to ask at once. */
export type PageLifecycle = {
  isHidden: () => boolean
  /** Calls back when the reader may have missed something: tab visible again, network back, page out of the cache. */
  onWake: (wake: () => void) => () => void
  /** Calls back when the window of a visible tab gets the focus. */
  onFocus: (focus: () => void) => () => void
  /** Calls back when nobody can see the page any more. */
  onHide: (hide: () => void) => () => void
  /** Calls back when the browser knows that there is no network. */
  onOffline: (lose: () => void) => () => void
}

export const browserLifecycle: PageLifecycle = {
  isHidden: () => document.visibilityState === "hidden",
  onWake(wake) {
    const whenVisible = () => {
      if (document.visibilityState === "visible") wake()
    }
    const whenRestored = (event: PageTransitionEvent) => {
      if (event.persisted) wake()
    }
    document.addEventListener("visibilitychange", whenVisible)
    window.addEventListener("pageshow", whenRestored)
    window.addEventListener("online", wake)
    return () => {
      document.removeEventListener("visibilitychange", whenVisible)
      window.removeEventListener("pageshow", whenRestored)
      window.removeEventListener("online", wake)
    }
  },
  onFocus(focus) {
    window.addEventListener("focus", focus)
    return () => window.removeEventListener("focus", focus)
  },
  onHide(hide) {
    const whenHidden = () => {
      if (document.visibilityState === "hidden") hide()
    }
    document.addEventListener("visibilitychange", whenHidden)
    return () => document.removeEventListener("visibilitychange", whenHidden)
  },
  onOffline(lose) {
    window.addEventListener("offline", lose)
    return () => window.removeEventListener("offline", lose)
  },
}
