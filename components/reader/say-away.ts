import type { Away } from "@/lib/live/client/last-seen"
import type { PublicBlog } from "@/lib/live/delta"
import { type ReaderWords, say } from "@/lib/words/reader-words"
import { timeOf } from "./timeline"

type Told = { away: Away; blog: PublicBlog; words: ReaderWords; now: number }

/** "While you were away: 14 new since 13:05". */
export function sayAway({ away, blog, words, now }: Told): string {
  const forms = away.more ? words.awayMore : words.awayNew
  return say(forms, away.count, blog.language, { time: timeOf(away, now, blog) })
}
