import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { readSiteSecret } from "@/lib/auth/site-secret"
import type { Secrets } from "./receiver"

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Secrets as they are stored: encrypted with a key from the site's secret, because checking a signature takes the secret
 * itself, not its hash. A dump of the table alone reveals none where AUTH_SECRET is set.
 */
export async function sealSecrets(secrets: Secrets): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv("aes-256-gcm", await sealingKey(), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64")
}

/** The secrets; null when the site's secret has changed since they were sealed. */
export async function openSecrets(sealed: string): Promise<Secrets | null> {
  const bytes = Buffer.from(sealed, "base64")
  const decipher = createDecipheriv("aes-256-gcm", await sealingKey(), bytes.subarray(0, NONCE_BYTES))
  try {
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    return JSON.parse(text.toString("utf8")) as Secrets
  } catch {
    return null
  }
}

async function sealingKey(): Promise<Uint8Array> {
  return new Uint8Array(hkdfSync("sha256", await readSiteSecret(), "", "running-story receiver secrets", 32))
}
