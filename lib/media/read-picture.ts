import { fileTypeFromBuffer } from "file-type"
import type { Metadata } from "sharp"
import { AppError } from "@/lib/errors"
import { PICTURE_LIMITS } from "./picture-limits"
import { openPicture } from "./sharp"

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
 * when they are decoded. Throws `picture_too_large`, `picture_type`, `picture_broken`.
 */
export async function decodePicture(bytes: Uint8Array): Promise<void> {
  if (bytes.byteLength > PICTURE_LIMITS.bytes) throw new AppError("picture_too_large")
  const type = await fileTypeFromBuffer(bytes.subarray(0, SNIFFED_BYTES)).catch(() => undefined)
  const format = type ? FORMATS[type.mime] : undefined
  if (!format) throw new AppError("picture_type")
  const metadata = await openPicture(bytes).metadata().catch(translateDecodeError)
  if (metadata.format !== format) throw new AppError("picture_type")
  requireBounded(metadata)
}

/** What a decoder says, in our words: too many pixels, or not readable. */
export function translateDecodeError(cause: unknown): never {
  const tooLarge = cause instanceof Error && /pixel limit/i.test(cause.message)
  throw new AppError(tooLarge ? "picture_too_large" : "picture_broken", { cause })
}

function requireBounded({ width, height, pages }: Metadata): void {
  if (width * height > PICTURE_LIMITS.pixels) throw new AppError("picture_too_large")
  if ((pages ?? 1) > PICTURE_LIMITS.frames) throw new AppError("picture_too_large")
}
