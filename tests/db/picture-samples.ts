import { crc32, deflateSync } from "node:zlib"
import sharp, { type Sharp } from "sharp"

export const CANARY = "CANARY-somewhere-private"

/** A photograph-like picture, so that it does not compress to nothing. */
export function photo(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7 + (at >> 8) * 13) % 256
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** A JPEG as a telephone makes it: with a place and an owner's name. */
export function jpegWithPlace(): Promise<Buffer> {
  return photo(800, 600)
    .withExif({
      IFD0: { Copyright: CANARY, Artist: CANARY },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "13/1 24/1 0/1" },
    })
    .jpeg()
    .toBuffer()
}

/** Lies on its side, with a note that says so. */
export function jpegOnItsSide(): Promise<Buffer> {
  return photo(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer()
}

export function animatedGif(frames: number): Promise<Buffer> {
  const side = 8
  const pixels = Buffer.alloc(side * side * frames * 3)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 31 + (at >> 5) * 17) % 256
  const raw = { width: side, height: side * frames, channels: 3, pageHeight: side } as const
  return sharp(pixels, { raw }).gif({ loop: 0 }).toBuffer()
}

/** 400 megapixels in a file of some fifty kilobytes. */
export function pixelBomb(): Buffer {
  const side = 20_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 1 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))])
}

/** The first bytes of an ISO media file of this brand. */
export function brand(name: "heic" | "avif"): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${name}`), Buffer.alloc(600)])
}

export const svg = Buffer.from(
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>`,
)
export const html = Buffer.from("<!doctype html><script>alert(1)</script>")

/** A PNG with a part of its own before its end. */
export function pngWith(png: Buffer, type: string, data: Buffer): Buffer {
  const end = png.byteLength - 12
  return Buffer.concat([png.subarray(0, end), chunk(type, data), png.subarray(end)])
}

/** A PNG that says it is so wide and high, whatever is in it. */
export function pngOfSize(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))])
}

/** A JPEG with a comment. */
export function jpegWith(jpeg: Buffer, comment: string): Buffer {
  const words = Buffer.from(comment)
  const head = Buffer.from([0xff, 0xfe, (words.byteLength + 2) >> 8, (words.byteLength + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
