import { imageWidths } from "@/lib/protocol/image-widths"
import { drawPicture, drawText } from "./draw"
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

/** A letter or digit as a square icon, as PNG, for programs that take no SVG. */
export async function drawLetterIcon(letter: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const font = `serif bold, ${Math.round(size * 0.55)}`
  const text = await drawText({ markup: `<span foreground="#ffffff">${letter}</span>`, font, width: size })
  const { width, height } = text.raw
  const place = { left: Math.max(0, Math.round((size - width) / 2)), top: Math.max(0, Math.round((size - height) / 2)) }
  const layers = width <= size && height <= size ? [{ ...text, ...place }] : []
  return new Uint8Array(await drawPicture({ width: size, height: size }, "#14171a", [], layers))
}
