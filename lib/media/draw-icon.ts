import { imageWidths } from "@/lib/protocol/image-widths"
import { readMedia } from "./read-media"
import { openPicture } from "./sharp"

/** A stored picture as a square icon, as PNG; null when the picture is not stored any more. */
export async function drawIcon(
  { mediaId, width }: { mediaId: string; width: number },
  size: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const widths = imageWidths(width)
  const file = await readMedia(mediaId, `${widths.find((each) => each >= size) ?? widths.at(-1)}.webp`)
  if (!file) return null
  const png = await openPicture(file.bytes).resize({ width: size, height: size, fit: "cover" }).png().toBuffer()
  return new Uint8Array(png)
}
