import type { JSONContent } from "@tiptap/core"
import { documentText } from "@/lib/content/plain-text"
import type { Author } from "@/lib/live/delta"
import type { DeskPost } from "@/lib/posts/schema"
import { fromDocument, withoutUploads } from "./from-document"
import { toDocument } from "./to-document"

/** All that a composer holds. */
export type Words = Marks & { content: JSONContent }
export type Marks = {
  title: string
  keyEvent: boolean
  pinned: boolean
  tags: string[]
  /** Empty: whoever writes, or whom it had before. */
  authors: Author[]
  correction: string
}

/** The marks beside the words themselves. */
export const SIDE_MARKS = ["keyEvent", "pinned", "tags", "authors", "correction"] as const satisfies (keyof Marks)[]

const NO_MARKS: Marks = { title: "", keyEvent: false, pinned: false, tags: [], authors: [], correction: "" }

/** The marks alone, of whatever else holds them. */
export function marksOf({ title, keyEvent, pinned, tags, authors, correction }: Marks): Marks {
  return { title, keyEvent, pinned, tags, authors, correction }
}

export function wordsOf(post: DeskPost | null): Words {
  if (!post) return { content: { type: "doc", content: [{ type: "paragraph" }] }, ...NO_MARKS }
  return {
    content: fromDocument(post.content, { described: post.state !== "draft" }),
    title: post.title,
    keyEvent: post.keyEvent,
    pinned: post.pinnedAt !== null,
    tags: post.tags,
    authors: post.authors,
    correction: post.correction,
  }
}

/** Title and text in a form that is equal exactly when they say the same. */
export function printText({ content, title }: Pick<Words, "content" | "title">): string {
  return JSON.stringify([title.trim(), toDocument(withoutUploads(content)) ?? content])
}

/** True when nothing differs that a save would store. Uploads on their way count: they are not stored yet. */
export function isSame(a: Words, b: Words): boolean {
  return printMarks(a) === printMarks(b) && printText(a) === printText(b)
}

function printMarks(words: Marks): string {
  const { title: _, correction, ...marks } = marksOf(words)
  return JSON.stringify([marks, correction.trim()])
}

/** Size of the text as the limit counts it. */
export function countBytes({ content }: Pick<Words, "content">): number {
  const document = toDocument(content)
  return document ? new TextEncoder().encode(documentText(document)).length : 0
}
