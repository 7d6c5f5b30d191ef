import { createHash } from "node:crypto"
import { singleton } from "@/lib/singleton"
import { COMMON_PASSWORD_FINGERPRINTS } from "./common-passwords"

const MARK_CHARACTERS = 6

/** The first characters of a hash, under which a common password is listed: the list itself is nothing to read. */
export function passwordFingerprint(password: string): string {
  return createHash("sha256").update(password).digest("base64url").slice(0, MARK_CHARACTERS)
}

/** A password without the digits and signs around its words: what is left of "2026Sunshine!!" is "sunshine". */
export function normalizePassword(password: string): string {
  return password
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
}

/**
 * True for a password that others try first: one of the list, one word of the list with digits and signs around it, or
 * either of them again and again. `own`: words that are known of this very account.
 */
export function isCommonPassword(password: string, own: readonly string[] = []): boolean {
  const plain = password.normalize("NFKC").toLowerCase()
  const known = listed()
  const ways = [plain, normalizePassword(plain)].flatMap((each) => [each, repeatedPart(each)])
  return ways.some((each) => known.has(passwordFingerprint(each)) || own.includes(each))
}

/** "abcabc" is "abc" again and again. */
function repeatedPart(text: string): string {
  const at = (text + text).indexOf(text, 1)
  return at > 0 ? text.slice(0, at) : text
}

function listed(): ReadonlySet<string> {
  return singleton("common passwords", () => {
    const count = COMMON_PASSWORD_FINGERPRINTS.length / MARK_CHARACTERS
    return new Set(
      Array.from({ length: count }, (_, n) =>
        COMMON_PASSWORD_FINGERPRINTS.slice(n * MARK_CHARACTERS, (n + 1) * MARK_CHARACTERS),
      ),
    )
  })
}
