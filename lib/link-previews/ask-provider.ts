import { Tokenizer } from "htmlparser2"
import { z } from "zod"
import type { LinkPreview } from "@/lib/content/document"
import type { Embed } from "@/lib/content/embeds"
import { cutText } from "@/lib/cut-text"

/*
 * What the providers of posts and videos say of them (oembed.com), so that a reader sees it before anything
 * is loaded from there.
 */

/** Where a provider answers; `{url}` stands for the address of the post or video. */
const ENDPOINTS: Record<string, string> = {
  YouTube: "https://www.youtube.com/oembed?format=json&url={url}",
  Vimeo: "https://vimeo.com/api/oembed.json?url={url}",
  X: "https://publish.twitter.com/oembed?omit_script=1&dnt=1&url={url}",
  Bluesky: "https://embed.bsky.app/oembed?url={url}",
  TikTok: "https://www.tiktok.com/oembed?url={url}",
  Dailymotion: "https://www.dailymotion.com/services/oembed?format=json&url={url}",
}
const TITLE_CHARACTERS = 200
const WORDS_CHARACTERS = 600
/** "November 27, 2026" at the end of a post's HTML. */
const DATE = /([A-Z][a-z]{2,8} \d{1,2}, \d{4})(?: at [\d:]{4,5} ?[AP]M)?\s*$/

const line = z.string().trim().optional().catch(undefined)
const answerSchema = z.object({
  title: line,
  author_name: line,
  author_url: line,
  thumbnail_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  html: z.string().optional().catch(undefined),
})

/** Asks the provider about a player; null where the provider answers no such questions. */
export function providerAddress({ provider, url }: Embed): string | null {
  return ENDPOINTS[provider]?.replace("{url}", encodeURIComponent(url)) ?? null
}

/** The card of a post or video, and the address of its picture. Null where the answer says nothing. */
export function readProviderAnswer(text: string, { label }: Embed): { card: LinkPreview; image: string | null } | null {
  const answer = answerSchema.safeParse(parseJson(text)).data
  if (!answer) return null
  const author = nameAuthor(answer.author_name, answer.author_url)
  if (label === "post") {
    const { words, date } = readPost(answer.html ?? "")
    return author && words
      ? { card: { title: author, description: words, ...(date ? { date } : {}) }, image: null }
      : null
  }
  const title = cutText(answer.title ?? "", TITLE_CHARACTERS)
  return title
    ? { card: { title, ...(author ? { description: author } : {}) }, image: answer.thumbnail_url ?? null }
    : null
}

function nameAuthor(name: string | undefined, address: string | undefined): string {
  const handle = /^https:\/\/(?:(?:www\.)?(?:x|twitter)\.com|bsky\.app\/profile)\/([\w.-]{1,80})$/.exec(
    address ?? "",
  )?.[1]
  return cutText([name, handle && `(@${handle})`].filter(Boolean).join(" "), TITLE_CHARACTERS)
}

/** The words of a post's first paragraph, and the day that stands at the end. */
function readPost(html: string): { words: string; date: string | null } {
  let words = ""
  let rest = ""
  let place: "before" | "in" | "after" = "before"
  const add = (text: string) => {
    if (place === "in") words += text
    else if (place === "after") rest += text
  }
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        const name = html.slice(start, end).toLowerCase()
        if (name === "p" && place === "before") place = "in"
        if (name === "br") add("\n")
      },
      onclosetag: (start, end) => {
        if (place === "in" && html.slice(start, end).toLowerCase() === "p") place = "after"
      },
      ontext: (start, end) => add(html.slice(start, end)),
      ontextentity: (code) => add(String.fromCodePoint(code)),
      onattribdata: ignore,
      onattribend: ignore,
      onattribentity: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  const day = DATE.exec(rest.slice(-200))?.[1]
  const time = day ? Date.parse(`${day} UTC`) : Number.NaN
  return {
    words: cutText(words.trim(), WORDS_CHARACTERS),
    date: Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function ignore() {}
