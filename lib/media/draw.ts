import type { OverlayOptions } from "sharp"
import { newPicture, newText } from "./sharp"

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

export type Rectangle = { left: number; top: number; width: number; height: number; colour: string }

/** A picture of plain rectangles with layers on them, as PNG. */
export function drawPicture(
  size: { width: number; height: number },
  background: string,
  rectangles: Rectangle[],
  layers: (Layer & { left: number; top: number })[],
): Promise<Buffer> {
  const shapes = rectangles.map(({ left, top, width, height, colour }): OverlayOptions => {
    return { input: { create: { width, height, channels: 4, background: colour } }, left, top }
  })
  return newPicture(size, background)
    .composite([...shapes, ...layers])
    .png({ palette: true })
    .toBuffer()
}
