import { AsyncLocalStorage } from "node:async_hooks"
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto"
import { AppError } from "@/lib/errors"
import { PRODUCT_NAME } from "@/lib/product-name"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { isCommonPassword } from "./weak-password"

/*
 * Passwords are kept as `scrypt:N:r:p:salt:key`. The parameters stand in each hash, so that they can be raised later
 * without anybody losing their account. One hash costs about a third of a second and 32 MiB.
 */

const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32
const MAX_MEMORY_BYTES = 64 * 1024 * 1024
const CONCURRENCY = 2
const KNOWN_CONCURRENCY = 1
const MAX_WAITING = 60

// However many people sign in at the same time, the server's memory and its other threads stay free.
function limited<T>(work: () => Promise<T>): Promise<T> {
  if (knownLine().getStore())
    return singleton("password-hashes-known", () => createSemaphore(KNOWN_CONCURRENCY, MAX_WAITING))(work)
  return singleton("password-hashes", () => createSemaphore(CONCURRENCY, MAX_WAITING))(work)
}

/**
 * Hashes in a line of their own for people who have shown something already (a known browser, a session, an invitation):
 * strangers who fill the other one do not keep them waiting.
 */
export function inKnownLine<T>(work: () => Promise<T>): Promise<T> {
  return knownLine().run(true, work)
}

function knownLine(): AsyncLocalStorage<boolean> {
  return singleton("password-line", () => new AsyncLocalStorage<boolean>())
}

/** The hash under which a password is kept. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await limited(() => derive(password, salt, COST))
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join(":")
}

/** True when the password is the one behind the hash; takes the same time either way. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split(":")
  if (scheme !== "scrypt" || !salt || !key) return false
  const wanted = Buffer.from(key, "base64url")
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const found = await limited(() => derive(password, Buffer.from(salt, "base64url"), cost))
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}

/**
 * Refuses passwords that are long enough and still the first to be tried. Nothing is asked of the kinds of their
 * characters: a few words are as good as any. Throws `invalid_input`.
 */
export function requireGoodPassword(password: string, email: string): void {
  if (password.toLowerCase() === email) throw weak("Your email address is the first thing others try. Choose another.")
  if (new Set(password.toLowerCase()).size < 5)
    throw weak("Use more different characters: a few words in a row are good.")
  const own = [email.split("@")[0] ?? "", PRODUCT_NAME, PRODUCT_NAME.replaceAll(" ", "")].map((each) =>
    each.toLowerCase(),
  )
  if (isCommonPassword(password, own))
    throw weak(
      "Many people chose this one, so it is tried first. A few words in a row that only you think of are good.",
    )
}

function weak(message: string): AppError {
  return new AppError("invalid_input", { issues: [{ path: "password", message }] })
}

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
