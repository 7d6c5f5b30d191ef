import { excerpt } from "@/lib/content/plain-text"
import type { Delta, PublicPost } from "./delta"
import { newestFirst } from "./feed"

/** One line of the list of key events. */
export type KeyEvent = { id: string; title: string; publishedAt: string }

const LINE_CHARACTERS = 90

/** How a post reads in the list: its title, else its first words. */
export function toKeyEvent(post: Pick<PublicPost, "id" | "title" | "content" | "publishedAt">): KeyEvent {
  return { id: post.id, title: post.title || excerpt(post.content, LINE_CHARACTERS), publishedAt: post.publishedAt }
}

/** The list after a delta that the feed has applied. Pure, and harmless when done twice. */
export function applyToKeyEvents(events: KeyEvent[], delta: Delta): KeyEvent[] {
  const touched = new Set([...delta.removals, ...delta.posts.map((post) => post.id)])
  const news = delta.posts.filter((post) => post.keyEvent).map(toKeyEvent)
  if (news.length === 0 && !events.some((event) => touched.has(event.id))) return events
  return [...events.filter((event) => !touched.has(event.id)), ...news].sort(newestFirst)
}
