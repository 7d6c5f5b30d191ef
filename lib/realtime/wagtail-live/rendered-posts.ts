import { setImmediate as pause } from "node:timers/promises"
import { processCache } from "@/lib/cache"
import { type PostPlace, readPosts } from "@/lib/changes/read-changes"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"

type Bytes = Buffer<ArrayBuffer>
export type RenderPost = (post: PublicPost, blog: PublicBlog) => Promise<string>

/** What a drawing depends on beside the post. */
export type Drawing = { blog: PublicBlog; epoch: string }

const MAX_BYTES = 32 * 1024 * 1024
/** Posts read at a time, and how long they are drawn before others get a turn. */
const BATCH = 50
const SLICE_MS = 10

/*
 * Posts in Wagtail Live's format, `"<id>":{"show":true,"content":"<html>"}`, as the bytes that answers and frames are put
 * together from: each is drawn once per version of the post.
 */

function drawn() {
  return processCache<Bytes>("drawn posts", { maxBytes: MAX_BYTES, sizeOf: ({ length }) => length })
}

/** A hidden post: its place, and nothing of its words. */
export function drawHidden(id: string): Bytes {
  return toEntry(id, { show: false, content: `<div data-post-id="${id}"></div>` })
}

export function drawPost(post: PublicPost, { blog, epoch }: Drawing, renderPost: RenderPost): Promise<Bytes> {
  return drawn().load(keyOf(post, { blog, epoch }), async () =>
    toEntry(post.id, { show: true, content: await renderPost(post, blog) }),
  )
}

/**
 * Draws posts in their order until there are `maxBytes`, one at least. Null for a post that is not published any more: the
 * next question brings what became of it.
 */
export async function drawPosts(
  places: PostPlace[],
  drawing: Drawing,
  maxBytes: number,
  renderPost: RenderPost,
): Promise<(Bytes | null)[]> {
  const entries: (Bytes | null)[] = []
  let bytes = 0
  for (let from = 0; from < places.length; from += BATCH) {
    for (const entry of await drawBatch(places.slice(from, from + BATCH), drawing, renderPost)) {
      bytes += entry?.length ?? 0
      if (bytes > maxBytes && entries.length > 0) return entries
      entries.push(entry)
    }
  }
  return entries
}

async function drawBatch(places: PostPlace[], drawing: Drawing, renderPost: RenderPost): Promise<(Bytes | null)[]> {
  const entries = places.map((place) => (place.isHidden ? drawHidden(place.id) : drawn().get(keyOf(place, drawing))))
  const missing = places.filter((_, index) => entries[index] === undefined).map(({ id }) => id)
  if (missing.length === 0) return entries.map((entry) => entry ?? null)
  const made = new Map<string, Bytes>()
  let pauseAt = performance.now() + SLICE_MS
  for (const post of await readPosts(drawing.blog.id, missing)) {
    made.set(post.id, await drawPost(post, drawing, renderPost))
    if (performance.now() < pauseAt) continue
    await pause()
    pauseAt = performance.now() + SLICE_MS
  }
  return places.map(({ id }, index) => entries[index] ?? made.get(id) ?? null)
}

// On another line of versions, as after a restore, the same number may stand for other words.
function keyOf({ id, version }: Pick<PublicPost, "id" | "version">, { blog, epoch }: Drawing): string {
  return `${id} ${version} ${epoch} ${blog.slug} ${blog.timeZone} ${blog.language}`
}

// Memory of its own: small pieces of a larger one would keep all of it.
function toEntry(id: string, update: { show: boolean; content: string }): Bytes {
  const json = `${JSON.stringify(id)}:${JSON.stringify(update)}`
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(json))
  bytes.write(json)
  return bytes
}
