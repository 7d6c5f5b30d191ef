import { z } from "zod"
import { LIMITS } from "@/lib/content/content-limits"
import type { Block, ImageBlock, PostDocument } from "@/lib/content/document"
import { cutText } from "@/lib/cut-text"
import type { Author } from "@/lib/protocol/delta"
import type { MarkName, Receiver, RemoteFile, RenderContext } from "./receiver"
import { takeHeadline } from "./rich-text"
import { type MessageRow, parseMarks } from "./store-events"

/** The post that a group of messages asks for. */
export type WantedPost = {
  title: string
  content: PostDocument
  authors: Author[]
  state: "draft" | "submitted" | "published"
  keyEvent: boolean
}

const fileStateSchema = z.record(
  z.string(),
  z.union([z.object({ mediaId: z.string(), width: z.number(), height: z.number() }), z.object({ failed: z.string() })]),
)
export type FileStates = z.infer<typeof fileStateSchema>

export function parseFileStates(stored: unknown): FileStates {
  return fileStateSchema.catch({}).parse(stored)
}

const senderSchema = z.object({ id: z.string().optional(), name: z.string().optional() }).catch({})

/** The messages that make up the post, in its order. The first message of a thread holds the others: without it, none. */
export function livingMessages(rows: MessageRow[]): MessageRow[] {
  const root = rows.find(({ messageId, postKey }) => messageId === postKey)
  if (root?.deleted) return []
  const living = rows.filter(({ payload, deleted }) => payload !== null && !deleted)
  return living.sort((a, b) => a.position - b.position || (a.messageId < b.messageId ? -1 : 1))
}

export type Drawn = { row: MessageRow; title: string; blocks: Block[]; files: RemoteFile[] }

export async function renderMessages(
  rows: MessageRow[],
  { render }: Receiver,
  context: RenderContext,
): Promise<Drawn[]> {
  return Promise.all(rows.map(async (row) => ({ row, title: "", ...(await render(row.payload, context)) })))
}

/** The wanted post, from messages whose pictures have been fetched. */
export async function composePost(
  drawn: Drawn[],
  rows: MessageRow[],
  sourceName: string,
  context: RenderContext,
): Promise<WantedPost> {
  const { settings } = context
  const blocks = drawn.flatMap((each) => each.blocks)
  const pictures = drawn.flatMap(({ row, files }) => imagesOf(files, parseFileStates(row.files)))
  const given = drawn.find(({ title }) => title !== "")?.title ?? ""
  const headline = given === "" ? takeHeadline(blocks, LIMITS.titleCharacters) : { title: given, blocks }
  const has = (mark: MarkName) => rows.some(({ marks }) => isMarked(marks, mark))
  const published = settings.delivery === "publish" || has("publish")
  return {
    title: cutText(headline.title, LIMITS.titleCharacters),
    content: { type: "doc", content: [...headline.blocks, ...groupImages(pictures)] },
    authors: await bylinesOf(drawn, sourceName, context),
    state: has("hold") ? "draft" : published ? "published" : "submitted",
    keyEvent: has("keyEvent"),
  }
}

/** Whether anyone set the mark, and has not taken it off again. */
export function isMarked(marks: unknown, mark: MarkName): boolean {
  return Object.entries(parseMarks(marks)).some(([key, { on }]) => on && key.startsWith(`${mark} `))
}

async function bylinesOf(drawn: Drawn[], sourceName: string, { settings, nameOf }: RenderContext): Promise<Author[]> {
  const names = await Promise.all(
    drawn.map(async ({ row }) => {
      const { id = "", name } = senderSchema.parse(row.sender)
      const mapped = Object.hasOwn(settings.bylines, id) ? settings.bylines[id] : undefined
      return mapped || settings.byline || name?.trim() || (id && (await nameOf(id))) || sourceName
    }),
  )
  return [...new Set(names.map((name) => cutText(name, 120)))]
    .slice(0, LIMITS.authors)
    .map((name) => ({ name, picture: null }))
}

function imagesOf(files: RemoteFile[], states: FileStates): ImageBlock[] {
  return files.flatMap(({ key, alt, caption }): ImageBlock[] => {
    const state = states[key]
    if (!state || "failed" in state) return []
    return [
      { type: "image", attrs: { ...state, alt: cutText(alt, LIMITS.altCharacters), ...(caption ? { caption } : {}) } },
    ]
  })
}

function groupImages(images: ImageBlock[]): Block[] {
  if (images.length < LIMITS.galleryLeast) return images
  const shown = images.slice(0, LIMITS.galleryMost)
  const others = images.slice(LIMITS.galleryMost)
  return [{ type: "gallery", content: shown }, ...groupImages(others)]
}
