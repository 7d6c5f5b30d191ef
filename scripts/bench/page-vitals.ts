import type { Page } from "@playwright/test"

/** LCP and INP in milliseconds; CLS as the sum of all shifts, which is never less than the score; bytes of HTML, as sent. */
export type Vitals = { lcp: number; inp: number; cls: number; bytes: number }

type Gathered = Window & { vitals: Omit<Vitals, "bytes"> }

/** Plain text: what runs these scripts puts helpers into functions, which a page does not have. */
const OBSERVERS = `
const vitals = (window.vitals = { lcp: 0, inp: 0, cls: 0 })
const observe = (options, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ buffered: true, ...options })
observe({ type: "largest-contentful-paint" }, (entry) => { vitals.lcp = entry.startTime })
observe({ type: "event", durationThreshold: 16 }, (entry) => { vitals.inp = Math.max(vitals.inp, entry.duration) })
observe({ type: "layout-shift" }, (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value })
`

/** Observes a page from before it begins, by the browser's own entries (https://web.dev/articles/vitals). */
export function gatherVitals(page: Page): Promise<unknown> {
  return page.addInitScript({ content: OBSERVERS })
}

/** What was seen until now, once the browser has drawn what it was asked to. */
export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[]
    return { ...(window as unknown as Gathered).vitals, bytes: navigation?.encodedBodySize ?? 0 }
  })
}
