import { fileTypeFromBuffer } from "file-type"
import type { Metadata } from "sharp"
import { AppError } from "@/lib/errors"
import { PICTURE_LIMITS } from "./picture-limits"
import { type Opening, openPicture } from "./sharp"

/** All that is needed to tell the formats below apart; others would be searched for to their end. */
const SNIFFED_BYTES = 4_100
const FORMATS: Record<string, string> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/apng": "png",
  "image/webp": "webp",
  "image/gif": "gif",
}

/**
 * Checks that uploaded bytes are a picture we take: by their first bytes, then by reading their header with the one
 * decoder for that format. Nothing is believed of a file's name or announced type. The pixels themselves are checked
 * when they are decoded. Returns how to read them. Throws `picture_too_large`, `picture_type`, `picture_broken`.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Opening> {
  if (bytes.byteLength > PICTURE_LIMITS.bytes) throw new AppError("picture_too_large")
  const type = await fileTypeFromBuffer(bytes.subarray(0, SNIFFED_BYTES)).catch(() => undefined)
  const format = type ? FORMATS[type.mime] : undefined
  if (!format) throw new AppError("picture_type")
  const pixels = format === "jpeg" ? PICTURE_LIMITS.jpegPixels : PICTURE_LIMITS.pixels
  const metadata = await openPicture(bytes, { pixels }).metadata().catch(translateDecodeError)
  if (metadata.format !== format) throw new AppError("picture_type")
  requireBounded(metadata)
  return { pixels, frame: (metadata.pages ?? 1) > 1 ? await findFrame(bytes, metadata.pages ?? 1) : 0 }
}

const FRAMES_LOOKED_AT = 12
const SAMPLE = 16

/** The first frame that shows something: many moving pictures begin with an empty one. */
async function findFrame(bytes: Uint8Array, frames: number): Promise<number> {
  for (let frame = 0; frame < Math.min(frames, FRAMES_LOOKED_AT); frame += 1) {
    const sample = await openPicture(bytes, { frame })
      .resize(SAMPLE, SAMPLE, { fit: "fill" })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer()
      .catch(translateDecodeError)
    if (showsSomething(sample)) return frame
  }
  return 0
}

/** More than one colour, where it can be seen through or not. */
function showsSomething(sample: Buffer): boolean {
  const first = sample.subarray(0, 4)
  for (let at = 4; at < sample.length; at += 4) {
    const isSeen = (sample[at + 3] ?? 0) > 16 || (first[3] ?? 0) > 16
    if (isSeen && [0, 1, 2, 3].some((part) => Math.abs((sample[at + part] ?? 0) - (first[part] ?? 0)) > 16)) return true
  }
  return false
}

/** What a decoder says, in our words: too many pixels, or not readable. */
export function translateDecodeError(cause: unknown): never {
  const tooLarge = cause instanceof Error && /pixel limit/i.test(cause.message)
  throw new AppError(tooLarge ? "picture_too_large" : "picture_broken", { cause })
}

function requireBounded({ width, height, pages, format, isProgressive }: Metadata): void {
  const { pixels, jpegPixels, progressivePixels } = PICTURE_LIMITS
  const most = format !== "jpeg" ? pixels : isProgressive ? progressivePixels : jpegPixels
  if (width * height > most) throw new AppError("picture_too_large")
  if ((pages ?? 1) > PICTURE_LIMITS.frames) throw new AppError("picture_too_large")
}
