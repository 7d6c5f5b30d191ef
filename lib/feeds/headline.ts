import { documentText } from "@/lib/content/plain-text"
import { clockTime, type TimeFormat } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { interpolate } from "@/lib/i18n/messages"
import type { PublicPost } from "@/lib/protocol/delta"

const WORDS = 10

/** What a post is called where it needs a name: its title, else its first words, else its time. */
export function postHeadline(post: PublicPost, place: TimeFormat): string {
  return post.title || firstWords(documentText(post.content)) || nameByTime(post, place)
}

function firstWords(text: string): string {
  const words = text.split(/\s+/).filter(Boolean)
  return words.length > WORDS ? `${words.slice(0, WORDS).join(" ")}…` : words.join(" ")
}

function nameByTime(post: PublicPost, place: TimeFormat): string {
  return interpolate(messagesFor(place.language).updateAt, { time: clockTime(post.publishedAt, place) })
}
