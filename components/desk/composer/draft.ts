import type { JSONContent } from "@tiptap/core"
import { fromDocument, withoutUploads } from "@/components/desk/editor/from-document"
import { splitUndescribed } from "@/components/desk/editor/picture-commands"
import { toDocument } from "@/components/desk/editor/to-document"
import { documentText, isBlank } from "@/lib/content/plain-text"
import { firstWritten } from "@/lib/content/written-text"
import { cutWords } from "@/lib/cut-text"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Author } from "@/lib/protocol/delta"

/** All that a composer holds. */
export type Draft = PostMetadata & { content: JSONContent }
export type PostMetadata = {
  title: string
  keyEvent: boolean
  pinned: boolean
  alertMinutes: number
  tags: string[]
  /** Empty: whoever writes, or whom it had before. */
  authors: Author[]
  correction: string
}

/** The marks beside the words themselves. */
export const SIDE_METADATA = [
  "keyEvent",
  "pinned",
  "alertMinutes",
  "tags",
  "authors",
  "correction",
] as const satisfies (keyof PostMetadata)[]

const NO_MARKS: PostMetadata = {
  title: "",
  keyEvent: false,
  pinned: false,
  alertMinutes: 0,
  tags: [],
  authors: [],
  correction: "",
}

/** The marks alone, of whatever else holds them. */
export function metadataOf(metadata: PostMetadata): PostMetadata {
  const { title, keyEvent, pinned, alertMinutes, tags, authors, correction } = metadata
  return { title, keyEvent, pinned, alertMinutes, tags, authors, correction }
}

export function toDraft(post: DeskPost | null): Draft {
  if (!post) return { content: { type: "doc", content: [{ type: "paragraph" }] }, ...NO_MARKS }
  return {
    content: fromDocument(post.content, { described: post.state !== "draft" }),
    title: post.title,
    keyEvent: post.keyEvent,
    pinned: post.pinnedAt !== null,
    alertMinutes: post.alertMinutes,
    tags: post.tags,
    authors: post.authors,
    correction: post.correction,
  }
}

/** Title and text in a form that is equal exactly when they say the same. */
export function fingerprint({ content, title }: Pick<Draft, "content" | "title">): string {
  return JSON.stringify([title.trim(), toDocument(withoutUploads(content)) ?? content])
}

/** True when nothing differs that a save would store. Uploads on their way count: they are not stored yet. */
export function isSame(a: Draft, b: Draft): boolean {
  return printMarks(a) === printMarks(b) && fingerprint(a) === fingerprint(b)
}

function printMarks(words: PostMetadata): string {
  const { title: _, correction, ...marks } = metadataOf(words)
  return JSON.stringify([marks, correction.trim()])
}

/** Size of the text as the limit counts it. */
export function countBytes({ content }: Pick<Draft, "content">): number {
  const document = toDocument(content)
  return document ? new TextEncoder().encode(documentText(document)).length : 0
}

/** True when a post has other words than those that an edit began with. */
export function hasOtherWords(
  post: DeskPost,
  base: { words: Draft; revision: number | null; known: boolean },
): boolean {
  const isLater = base.known && post.revision > (base.revision ?? 0)
  return isLater && fingerprint(toDraft(post)) !== fingerprint(base.words)
}

/** As long as the headline that the server would give a key event. */
const HEADLINE_CHARACTERS = 80

/** What could be the headline. */
export function firstWords({ content }: Draft): string {
  const document = toDocument(content)
  return document ? cutWords(firstWritten(document), HEADLINE_CHARACTERS) : ""
}

/** True when something is left to publish without the pictures that lack alt text. */
export function canDescribeLater({ title, content }: Draft): boolean {
  const document = toDocument(splitUndescribed(content).ready)
  return document !== null && (title.trim() !== "" || !isBlank(document))
}
