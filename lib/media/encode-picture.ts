import type { OutputInfo, Sharp } from "sharp"
import { imageWidths } from "@/lib/protocol/image-widths"
import { PICTURE_LIMITS } from "./picture-limits"
import { translateDecodeError } from "./read-picture"
import { type Opening, openPicture, openPixels } from "./sharp"

const LARGEST_WIDTH = 1920
const MAX_SECONDS = 30

export type EncodedFile = { name: string; bytes: Uint8Array<ArrayBuffer> }
/** A picture in all its widths and formats; `width` and `height` are those of the largest. */
export type EncodedPicture = { width: number; height: number; files: EncodedFile[] }

/**
 * Makes the stored files of a picture from scratch: turned the way its camera says, in sRGB, and without anything
 * but pixels, so neither places nor hidden contents of the upload survive. Of a moving picture one frame stays:
 * nothing moves on a reader's page that they cannot stop. Throws `picture_broken`, `picture_too_large`.
 */
export async function encodePicture(bytes: Uint8Array, opening: Opening = {}): Promise<EncodedPicture> {
  const pixels = await readPixels(bytes, opening).catch(async (error: unknown) => {
    if (await isNearlyWhole(bytes, opening)) return readPixels(bytes, { ...opening, isCut: true })
    throw error
  })
  const { width, height } = pixels.info
  const ground = isDarkOnNothing(pixels) ? { background: "#fff" } : null
  const files: EncodedFile[] = []
  for (const each of imageWidths(width)) {
    const picture = openPixels(pixels).resize({ width: each })
    const onGround = picture.clone().flatten(ground ?? { background: "#fff" })
    files.push(await toFile(`${each}.webp`, (ground ? onGround : picture).clone().webp({ quality: 80 })))
    files.push(await toFile(`${each}.jpg`, onGround.clone().jpeg({ quality: 80, mozjpeg: true })))
  }
  return { width, height, files }
}

type Pixels = { data: Buffer; info: OutputInfo }

function readPixels(bytes: Uint8Array, opening: Opening): Promise<Pixels> {
  return openPicture(bytes, opening)
    .autoOrient()
    .resize({ width: LARGEST_WIDTH, height: PICTURE_LIMITS.side, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .timeout({ seconds: MAX_SECONDS })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(translateDecodeError)
}

const ROWS = 64
/** Rows at the lower end that are all the same: what decoders fill in for what is missing. */
const ROWS_MISSING = 3

/** True for a file whose end was lost on its way, with nearly all of the picture there. */
async function isNearlyWhole(bytes: Uint8Array, opening: Opening): Promise<boolean> {
  // Decoders of other formats leave something else than one row in place of what is missing.
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false
  const sample = await openPicture(bytes, { ...opening, isCut: true })
    .resize(ROWS, ROWS, { fit: "fill" })
    .toColourspace("srgb")
    .flatten({ background: "#808080" })
    .raw()
    .timeout({ seconds: MAX_SECONDS })
    .toBuffer()
    .catch(() => null)
  if (!sample) return false
  const row = sample.length / ROWS
  let same = 0
  const last = sample.subarray(-row)
  while (same < ROWS && isSameRow(sample.subarray(sample.length - (same + 1) * row, sample.length - same * row), last))
    same += 1
  return same <= ROWS_MISSING
}

function isSameRow(row: Buffer, last: Buffer): boolean {
  return row.every((part, at) => Math.abs(part - (last[at] ?? 0)) <= 2)
}

/** A dark drawing that can be seen through around it: on a dark page nothing of it would be seen. */
function isDarkOnNothing({ data, info: { channels } }: Pixels): boolean {
  if (channels !== 4) return false
  let [seen, light, clear] = [0, 0, 0]
  const step = Math.max(1, Math.floor(data.length / channels / 50_000)) * channels
  for (let at = 0; at + 3 < data.length; at += step) {
    if ((data[at + 3] ?? 0) < 128) clear += 1
    else {
      seen += 1
      light += 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0)
    }
  }
  return clear > 0.05 * (seen + clear) && seen > 0 && light / seen < 96
}

async function toFile(name: string, picture: Sharp): Promise<EncodedFile> {
  return { name, bytes: new Uint8Array(await picture.timeout({ seconds: MAX_SECONDS }).toBuffer()) }
}
