import type { Block, PostDocument } from "@/lib/content/document"
import { resolveEmbed } from "@/lib/content/embeds"
import { borrowedText, excerpt, firstWritten } from "@/lib/content/written-text"
import { cutWords } from "@/lib/cut-text"
import { clockTime, type TimeFormat } from "./format-dates"
import { messagesFor } from "./locales"
import { interpolate, type Messages } from "./messages"

const WORDS = 10
/** What search engines take as a headline; also the end of ten words in scripts without spaces. */
const HEADLINE_CHARACTERS = 100

type Named = { title: string; content: PostDocument; publishedAt: string }

/**
 * The name of a post where it stands alone: its title, else the first words that somebody wrote, else
 * the title of a linked page or a caption, else what it is and when: "Photo, 13:40".
 */
export function postHeadline(post: Named, place: TimeFormat): string {
  return post.title || firstWords(firstWritten(post.content) || borrowedText(post.content)) || nameByTime(post, place)
}

/** What a post says, on one line; its name where it has no words. */
export function postSummary(post: Named, place: TimeFormat, characters: number): string {
  return excerpt(post.content, characters) || postHeadline(post, place)
}

function firstWords(line: string): string {
  const words = line.split(" ")
  const cut = cutWords(words.slice(0, WORDS).join(" "), HEADLINE_CHARACTERS)
  return words.length > WORDS && !cut.endsWith("…") ? `${cut}…` : cut
}

function nameByTime({ content, publishedAt }: Named, place: TimeFormat): string {
  const words = messagesFor(place.language)
  const what = content.content.map((block) => nameKind(block, words)).find(Boolean)
  return interpolate(what ? words.itemAt : words.updateAt, { what: what ?? "", time: clockTime(publishedAt, place) })
}

function nameKind(block: Block, words: Messages): string | undefined {
  if (block.type === "image") return words.photo
  if (block.type === "gallery") return words.photos
  const embed = block.type === "embed" ? resolveEmbed(block.attrs.url) : null
  return embed?.kind === "player" ? words.embed[embed.label] : undefined
}
