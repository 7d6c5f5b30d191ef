import type { OverlayOptions } from "sharp"
import { imageWidths } from "@/lib/protocol/image-widths"
import { readMedia } from "./read-media"
import { newPicture, newText, openPicture } from "./sharp"

/** Pixels with transparency, to be laid on a picture. */
export type Layer = { input: Buffer; raw: { width: number; height: number; channels: 4 } }

export type TextOptions = {
  /** Words in Pango's markup: `&`, `<` and `>` escaped. */
  markup: string
  /** Family and size in pixels, as in "Inter Medium, 28". */
  font: string
  /** A font to make known first. */
  fontFile?: string
  /** Lines are broken at this width. */
  width: number
}

/** Draws words, in whatever script and direction, as wide and high as they become. */
export async function drawText(options: TextOptions): Promise<Layer> {
  const { data, info } = await newText(options).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { input: data, raw: { width: info.width, height: info.height, channels: 4 } }
}

type Fit = { width: number; height: number; fit: "inside" | "cover" }

/**
 * A stored picture as a layer; null when it is not stored any more. `veil`: how much of a colour lies over it, so that words
 * on it can be read.
 */
export async function drawStoredPicture(
  { mediaId, width }: { mediaId: string; width: number },
  size: Fit,
  veil?: { colour: readonly [number, number, number]; share: number },
): Promise<Layer | null> {
  const file = await readMedia(mediaId, `${imageWidths(width).at(-1)}.webp`)
  if (!file) return null
  const resized = openPicture(file.bytes).resize(size)
  const picture = veil
    ? resized.flatten({ background: "#fff" }).linear(
        veil.colour.map(() => 1 - veil.share),
        veil.colour.map((part) => part * veil.share),
      )
    : resized
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { input: data, raw: { width: info.width, height: info.height, channels: 4 } }
}

export type Rectangle = { left: number; top: number; width: number; height: number; colour: string }

/** A picture of plain rectangles with layers on them, as PNG; `ground` lies below all of it. */
export function drawPicture(
  size: { width: number; height: number },
  background: string,
  rectangles: Rectangle[],
  layers: (Layer & { left: number; top: number })[],
  ground: Layer | null = null,
): Promise<Buffer> {
  const shapes = rectangles.map(({ left, top, width, height, colour }): OverlayOptions => {
    return { input: { create: { width, height, channels: 4, background: colour } }, left, top }
  })
  return newPicture(size, background)
    .composite([...(ground ? [{ ...ground, left: 0, top: 0 }] : []), ...shapes, ...layers])
    .png({ palette: true })
    .toBuffer()
}
