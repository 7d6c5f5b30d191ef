/**
 * Browsers report the return of a page by several events: those within this time are one resume.
 */
export const RESUME_WINDOW_MS = 1_000

/** Whether what began at `since` (by Date.now) belongs to a resume of this moment. */
export function isSameResume(since: number): boolean {
  const age = Date.now() - since
  // The clock may have been put back since.
  return age >= 0 && age < RESUME_WINDOW_MS
}

/** What the browser reports about the page. Each function returns how to unsubscribe. */
export type PageLifecycle = {
  isHidden: () => boolean
  /**
   * The reader may have missed something: tab visible again, network back, page restored from the
   * back/forward cache.
   */
  onResume: (resume: () => void) => () => void
  /** The window of a visible tab got the focus. */
  onFocus: (focus: () => void) => () => void
  onHidden: (hide: () => void) => () => void
  /** The browser knows that there is no network. */
  onOffline: (lose: () => void) => () => void
}

export const browserLifecycle: PageLifecycle = {
  isHidden: () => document.visibilityState === "hidden",
  onResume(resume) {
    const whenVisible = () => {
      if (document.visibilityState === "visible") resume()
    }
    const whenRestored = (event: PageTransitionEvent) => {
      if (event.persisted) resume()
    }
    document.addEventListener("visibilitychange", whenVisible)
    window.addEventListener("pageshow", whenRestored)
    window.addEventListener("online", resume)
    return () => {
      document.removeEventListener("visibilitychange", whenVisible)
      window.removeEventListener("pageshow", whenRestored)
      window.removeEventListener("online", resume)
    }
  },
  onFocus(focus) {
    window.addEventListener("focus", focus)
    return () => window.removeEventListener("focus", focus)
  },
  onHidden(hide) {
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
