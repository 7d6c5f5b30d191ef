import type { IncomingMessage } from "node:http"
import type { Readable } from "node:stream"
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib"
import { FetchError } from "./fetch-error"

export const ENCODINGS = "gzip, deflate, br"

/** `cut`: what is beyond `most` bytes is left out, instead of refused. */
export type Bounds = { most: number; cut: boolean }

/**
 * Reads a body, unpacked, no further than its bounds: an answer that never ends, or unpacks to more than any memory, costs no
 * more than one of that size.
 */
export async function readResponse(answer: IncomingMessage, bounds: Bounds): Promise<Uint8Array> {
  const announced = Number(answer.headers["content-length"] ?? 0)
  if (!bounds.cut && announced > bounds.most) throw new FetchError("too_large")
  const chunks: Buffer[] = []
  let room = bounds.most
  const body = unpack(answer)
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue
      if (chunk.byteLength > room && !bounds.cut) throw new FetchError("too_large")
      chunks.push(chunk.subarray(0, room))
      room -= chunk.byteLength
      if (room <= 0 && bounds.cut) break
    }
  } finally {
    answer.destroy()
    body.destroy()
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function unpack(answer: IncomingMessage): Readable {
  const encoding = (answer.headers["content-encoding"] ?? "identity").trim().toLowerCase()
  const unpacker = UNPACKERS[encoding]
  if (encoding === "identity" || encoding === "") return answer
  if (!unpacker) throw new FetchError("type")
  const unpacked = unpacker()
  // What breaks on the way must end the reading, too.
  answer.once("error", (error) => unpacked.destroy(error))
  return answer.pipe(unpacked)
}

const UNPACKERS: Record<string, () => ReturnType<typeof createGunzip>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
