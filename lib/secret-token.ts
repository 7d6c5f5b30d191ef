import { createHash, randomInt, timingSafeEqual } from "node:crypto"

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** A new secret that fits into a link or a header: about 238 random bits. */
export function newSecret(): string {
  return Array.from({ length: 40 }, () => BASE62[randomInt(BASE62.length)]).join("")
}

/** Under which a secret is kept: who reads the database cannot use it. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex")
}

/** Compares a secret with a kept hash in constant time. */
export function isSecret(secret: string, hash: string): boolean {
  const found = Buffer.from(hashSecret(secret))
  const wanted = Buffer.from(hash)
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}
