import { inflateSync } from "node:zlib"

const WOFF_HEADER = 44
const WOFF_ENTRY = 20
const SFNT_HEADER = 12
const SFNT_ENTRY = 16

/** Unpacks a font for the web (WOFF 1.0) into the plain one (TrueType or OpenType) that programs read. */
export function woffToSfnt(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("This file is no WOFF font.")
  const count = woff.readUInt16BE(12)
  const header = Buffer.alloc(SFNT_HEADER + SFNT_ENTRY * count)
  woff.copy(header, 0, 4, 8)
  const power = Math.floor(Math.log2(count))
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(2 ** power * 16, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  const parts = [header]
  let offset = header.byteLength
  for (let index = 0; index < count; index += 1) {
    const from = WOFF_HEADER + WOFF_ENTRY * index
    const to = SFNT_HEADER + SFNT_ENTRY * index
    const [start, packedSize, size] = [4, 8, 12].map((at) => woff.readUInt32BE(from + at)) as [number, number, number]
    const packed = woff.subarray(start, start + packedSize)
    const table = packedSize < size ? inflateSync(packed) : packed
    woff.copy(header, to, from, from + 4)
    woff.copy(header, to + 4, from + 16, from + 20)
    header.writeUInt32BE(offset, to + 8)
    header.writeUInt32BE(size, to + 12)
    // Tables begin at multiples of four bytes.
    const padded = Buffer.alloc(Math.ceil(size / 4) * 4)
    table.copy(padded)
    parts.push(padded)
    offset += padded.byteLength
  }
  return Buffer.concat(parts)
}
