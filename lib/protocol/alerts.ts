import { newestFirst } from "./apply-delta"
import type { Delta } from "./delta"

/** A post that is shown as breaking news. */
export type PostAlert = { id: string; title: string; publishedAt: string; alertUntil: string }

/** The alerts after a delta that the feed has applied, newest post first. Harmless when done twice. */
export function applyToAlerts(alerts: PostAlert[], delta: Delta): PostAlert[] {
  const touched = new Set([...delta.removals, ...delta.posts.map(({ id }) => id)])
  const news = delta.posts.flatMap(({ id, title, publishedAt, alertUntil }) =>
    alertUntil ? [{ id, title, publishedAt, alertUntil }] : [],
  )
  if (news.length === 0 && !alerts.some(({ id }) => touched.has(id))) return alerts
  return [...alerts.filter(({ id }) => !touched.has(id)), ...news].sort(newestFirst)
}

/** The one that a page shows: of the newest post. */
export function currentAlert(alerts: PostAlert[], now: number): PostAlert | null {
  return alerts.find(({ alertUntil }) => Date.parse(alertUntil) > now) ?? null
}
