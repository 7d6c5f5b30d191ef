import { createHmac } from "node:crypto"

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** The code that an authenticator app shows now for a key in base 32 (RFC 6238: SHA-1, 30 s, 6 digits). */
export function appCode(secret: string): string {
  const bits = [...secret.replaceAll("=", "")].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0"))
  const bytes = bits.join("").match(/.{8}/g) ?? []
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac("sha1", Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))))
    .update(counter)
    .digest()
  const offset = hash.readUInt8(19) % 16
  return String((hash.readUInt32BE(offset) % 2 ** 31) % 1_000_000).padStart(6, "0")
}
