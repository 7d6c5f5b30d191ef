import sharp, { type OutputInfo, type Sharp } from "sharp"
import { PICTURE_LIMITS } from "./picture-limits"

// Programs that read other formats (SVG, HEIF, AVIF, TIFF, PDF ...) are off, whatever a file says it is.
sharp.block({ operation: ["VipsForeignLoad"] })
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
  ],
})
// Pictures are rare and large: keeping what was decoded would only hold memory.
sharp.cache(false)
sharp.concurrency(1)

/** How a picture is read: so many pixels at most, one frame of a moving one, `isCut` as far as it goes. */
export type Opening = { pixels?: number; frame?: number; isCut?: boolean }

/** A picture from bytes that nobody has looked at. One frame of a moving one is read. */
export function openPicture(bytes: Uint8Array, { pixels, frame = 0, isCut = false }: Opening = {}): Sharp {
  return sharp(bytes, {
    limitInputPixels: pixels ?? PICTURE_LIMITS.pixels,
    failOn: isCut ? "none" : "error",
    page: frame,
    pages: 1,
    sequentialRead: true,
  })
}

/** Pixels that were decoded here. */
export function openPixels({ data, info }: { data: Buffer; info: OutputInfo }): Sharp {
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } })
}

/** An empty picture of one colour. */
export function newPicture({ width, height }: { width: number; height: number }, background: string): Sharp {
  return sharp({ create: { width, height, channels: 3, background } })
}

/** Words as a picture of their own. Sizes in fonts are pixels. */
export function newText(options: { markup: string; font: string; fontFile?: string; width: number }): Sharp {
  const { markup: text, font, fontFile: fontfile, width } = options
  return sharp({
    text: { text, font, width, dpi: 72, rgba: true, wrap: "word-char", ...(fontfile ? { fontfile } : {}) },
  })
}
