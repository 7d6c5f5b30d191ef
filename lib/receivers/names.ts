import { processCache, textBytes } from "@/lib/cache"
import type { Receiver, Secrets } from "./receiver"

const HOUR_MS = 60 * 60 * 1000

/** A person's name by the source's own directory, asked once an hour; null where it has none. */
export async function cachedName(
  sourceId: string,
  { findName }: Receiver,
  senderId: string,
  secrets: Secrets,
): Promise<string | null> {
  if (!findName) return null
  const cache = processCache<string>("names at receivers", { maxBytes: 256 * 1024, sizeOf: textBytes, ttl: HOUR_MS })
  return cache.load(`${sourceId} ${senderId}`, () => findName(senderId, secrets).catch(() => null))
}
