import { documentText } from "@/lib/content/plain-text"
import type { PublicPost } from "@/lib/live/delta"
import { readerWords } from "@/lib/words/languages"
import { fill } from "@/lib/words/reader-words"
import { clockTime, type Place } from "@/lib/words/times"

const WORDS = 10

/** What a post is called where it needs a name: its title, else its first words, else its time. */
export function postHeadline(post: PublicPost, place: Place): string {
  return post.title || firstWords(documentText(post.content)) || nameByTime(post, place)
}

function firstWords(text: string): string {
  const words = text.split(/\s+/).filter(Boolean)
  return words.length > WORDS ? `${words.slice(0, WORDS).join(" ")}…` : words.join(" ")
}

function nameByTime(post: PublicPost, place: Place): string {
  return fill(readerWords(place.language).updateAt, { time: clockTime(post.publishedAt, place) })
}
