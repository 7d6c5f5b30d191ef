import type { Sharp } from "sharp"
import { imageWidths } from "@/lib/protocol/image-widths"
import { PICTURE_LIMITS } from "./picture-limits"
import { translateDecodeError } from "./read-picture"
import { openPicture, openPixels } from "./sharp"

const LARGEST_WIDTH = 1920
const MAX_SECONDS = 30

export type EncodedFile = { name: string; bytes: Uint8Array<ArrayBuffer> }
/** A picture in all its widths and formats; `width` and `height` are those of the largest. */
export type EncodedPicture = { width: number; height: number; files: EncodedFile[] }

/**
 * Makes the stored files of a picture from scratch: turned the way its camera says, in sRGB, and without anything
 * but pixels, so neither places nor hidden contents of the upload survive. Of a moving picture the first frame stays:
 * nothing moves on a reader's page that they cannot stop. Throws `picture_broken`, `picture_too_large`.
 */
export async function encodePicture(bytes: Uint8Array): Promise<EncodedPicture> {
  const pixels = await openPicture(bytes)
    .autoOrient()
    .resize({ width: LARGEST_WIDTH, height: PICTURE_LIMITS.side, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .timeout({ seconds: MAX_SECONDS })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(translateDecodeError)
  const { width, height } = pixels.info
  const files: EncodedFile[] = []
  for (const each of imageWidths(width)) {
    const picture = openPixels(pixels).resize({ width: each })
    files.push(await toFile(`${each}.webp`, picture.clone().webp({ quality: 80 })))
    files.push(
      await toFile(`${each}.jpg`, picture.flatten({ background: "#fff" }).jpeg({ quality: 80, mozjpeg: true })),
    )
  }
  return { width, height, files }
}

async function toFile(name: string, picture: Sharp): Promise<EncodedFile> {
  return { name, bytes: new Uint8Array(await picture.timeout({ seconds: MAX_SECONDS }).toBuffer()) }
}
