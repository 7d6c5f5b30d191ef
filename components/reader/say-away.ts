import { type Messages, plural } from "@/lib/i18n/messages"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { UnreadSummary } from "@/lib/realtime/client/last-seen"
import { timeOf } from "./reader-timeline"

type Told = { away: UnreadSummary; blog: PublicBlog; words: Messages; now: number }

/** "While you were away: 14 new since 13:05". */
export function describeUnread({ away, blog, words, now }: Told): string {
  const forms = away.more ? words.awayMore : words.awayNew
  return plural(forms, away.count, blog.language, { time: timeOf(away, now, blog) })
}
