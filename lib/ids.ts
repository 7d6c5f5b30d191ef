import { randomBytes, randomUUID } from "node:crypto"

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"

/**
 * A new id such as `post_k3v9x2m7q4ht8wzc`: a prefix that tells what it is, and 80 random bits without letters that
 * look alike. Never integer-like, because objects keyed by such ids would lose their order on the wire.
 */
export function newId(
  prefix: "blog" | "post" | "user" | "invite" | "token" | "activity" | "group" | "template" | "link" | "source",
): string {
  let id = ""
  for (const byte of randomBytes(16)) id += ALPHABET[byte % ALPHABET.length]
  return `${prefix}_${id}`
}

/** A new identity for a blog's version line. */
export function newEpoch(): string {
  return randomUUID()
}
