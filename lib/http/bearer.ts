import { createHash, timingSafeEqual } from "node:crypto"

/** True when a request's `Authorization` is this secret. Takes the same time whatever was said. */
export function isBearer(authorization: string | null | undefined, secret: string): boolean {
  // Hashes have one length, so that the time to compare them tells nothing.
  const hash = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(hash(authorization ?? ""), hash(`Bearer ${secret}`))
}
