import type { EncodedDelta } from "@/lib/changes/encode-delta"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { ChannelView } from "@/lib/realtime/subscriber"
import { drawHidden, drawPost, type RenderPost } from "@/lib/realtime/wagtail-live/rendered-posts"

export const PROTOCOL = "running-story.v1"

const TEXT = 0x81
const PING = 0x89

/** A whole server frame (RFC 6455): unmasked, uncompressed, one buffer that every socket may be given. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  return Buffer.concat([header(TEXT, payload.length), payload])
}

export const PING_FRAME = header(PING, 0)

/** Our own format: the delta itself. */
export function deltaFrame({ json }: EncodedDelta): Buffer {
  return textFrame(json)
}

/** The sign of life, with the blog's position. */
export function positionFrame({ snapshot }: ChannelView): Buffer {
  return textFrame(JSON.stringify({ epoch: snapshot.epoch, version: snapshot.version }))
}

/** The format of Wagtail Live: what to draw and what to remove. */
export async function rendersFrame(
  { delta, hidden }: EncodedDelta,
  blog: PublicBlog,
  renderPost: RenderPost,
): Promise<Buffer> {
  const renders = hidden.map((id) => drawHidden(id).toString())
  for (const post of delta.posts)
    renders.push((await drawPost(post, { blog, epoch: delta.epoch }, renderPost)).toString())
  const removals = delta.removals.filter((id) => !hidden.includes(id))
  return textFrame(`{"renders":{${renders.join(",")}},"removals":${JSON.stringify(removals)}}`)
}

function header(kind: number, length: number): Buffer {
  if (length < 126) return Buffer.from([kind, length])
  if (length < 65_536) return Buffer.from([kind, 126, length >> 8, length & 0xff])
  const bytes = Buffer.alloc(10)
  bytes.writeUInt8(kind, 0)
  bytes.writeUInt8(127, 1)
  bytes.writeBigUInt64BE(BigInt(length), 2)
  return bytes
}
