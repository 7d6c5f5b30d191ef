import { newestFirst } from "./apply-delta"
import type { Delta } from "./delta"

/** One line of the list of key events. */
export type KeyEvent = { id: string; title: string; publishedAt: string }

/** The list after a delta that the feed has applied. Only posts with a title can be in it. Harmless when done twice. */
export function applyToKeyEvents(events: KeyEvent[], delta: Delta): KeyEvent[] {
  const touched = new Set([...delta.removals, ...delta.posts.map((post) => post.id)])
  const news = delta.posts.filter((post) => post.keyEvent && post.title !== "")
  if (news.length === 0 && !events.some((event) => touched.has(event.id))) return events
  const kept = events.filter((event) => !touched.has(event.id))
  return [...kept, ...news.map(({ id, title, publishedAt }) => ({ id, title, publishedAt }))].sort(newestFirst)
}
