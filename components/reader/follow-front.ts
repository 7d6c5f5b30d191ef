/*
 * Keeps an open front page up to date: asks for the page again while it is in view. The server answers from
 * memory, mostly "not modified". A reader at the top of the page gets all of it; one who has scrolled or
 * stands on a link gets new words in the same places, so that nothing moves under the eyes.
 */

export const FRONT_ROOT = "front"
const EVERY_MS = 30_000
const SPREAD_MS = 5_000
const TOP_PIXELS = 40

/** Runs `ask` every half minute while the page is in view, and when it comes back into view after that long. */
export function everyHalfMinuteInView(ask: () => void): () => void {
  let askedAt = Date.now()
  const wait = EVERY_MS + Math.random() * SPREAD_MS
  const check = () => {
    if (document.visibilityState !== "visible" || Date.now() - askedAt < wait) return
    askedAt = Date.now()
    ask()
  }
  const timer = setInterval(check, 1_000)
  document.addEventListener("visibilitychange", check)
  return () => {
    clearInterval(timer)
    document.removeEventListener("visibilitychange", check)
  }
}

/** Brings the page up to what the server shows now. A failed request changes nothing; the next one may succeed. */
export async function refreshFront(root: HTMLElement): Promise<void> {
  const response = await fetch(location.pathname, { cache: "no-cache", credentials: "omit" }).catch(() => null)
  if (!response?.ok) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const next = page.getElementById(FRONT_ROOT)
  if (!next || next.innerHTML === root.innerHTML) return
  const isAtTop =
    scrollY < TOP_PIXELS && !root.contains(document.activeElement) && getSelection()?.isCollapsed !== false
  // A new release may draw what this page has no styles for.
  if (styles(page) !== styles(document)) return isAtTop ? location.reload() : undefined
  if (isAtTop) root.replaceChildren(...next.childNodes)
  else for (const part of root.querySelectorAll<HTMLElement>("[data-fresh]")) renew(part, next)
}

function renew(part: HTMLElement, next: HTMLElement): void {
  const twin = next.querySelector(`[data-fresh="${CSS.escape(part.dataset.fresh ?? "")}"]`)
  const isInUse = part.contains(document.activeElement)
  const isAbove = part.getBoundingClientRect().bottom < 0
  if (twin && !isInUse && !isAbove && twin.innerHTML !== part.innerHTML) part.replaceChildren(...twin.childNodes)
}

function styles(page: Document): string {
  return [...page.querySelectorAll('link[rel="stylesheet"]')].map((each) => each.getAttribute("href")).join()
}
