import { createHmac, timingSafeEqual } from "node:crypto"
import { AppError } from "@/lib/errors"

/** Older requests may be replays. Slack and Standard Webhooks name the same time. */
const MAX_AGE_S = 300

/** Throws `old_signature` for a time that is not within five minutes. `timestamp`: seconds since 1970. */
export function requireRecent(timestamp: string, now: Date): void {
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || age > MAX_AGE_S) throw new AppError("old_signature")
}

/** Throws `wrong_signature` unless one of the sent ones is the HMAC-SHA256 of these bytes. Runs in constant time. */
export function requireSignature(
  key: Uint8Array,
  signed: Uint8Array[],
  sent: string[],
  encoding: "hex" | "base64",
): void {
  const hmac = createHmac("sha256", key)
  for (const bytes of signed) hmac.update(bytes)
  const wanted = Buffer.from(hmac.digest(encoding))
  const isOurs = sent.some((each) => {
    const given = Buffer.from(each)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
  if (!isOurs) throw new AppError("wrong_signature")
}
