import { processCache } from "@/lib/cache"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { databaseStore } from "./media-store"

const TYPES = { webp: "image/webp", jpg: "image/jpeg" } as const
const MAX_BYTES = 48 * 1024 * 1024
/** Files read from the database at a time, and those that wait for their turn. */
const CONCURRENCY = 4
const MAX_WAITING = 500

export type MediaFile = { bytes: Buffer<ArrayBuffer>; type: string; etag: string }

/**
 * One stored file of a picture; null when there is none. Files never change, so those asked for last stay in memory,
 * and many readers of one picture ask the database once.
 */
export async function readMedia(id: string, name: string): Promise<MediaFile | null> {
  const format = /^\d{1,5}\.(webp|jpg)$/.exec(name)?.[1] as keyof typeof TYPES | undefined
  if (!format || !/^[a-f0-9]{40}$/.test(id)) return null
  const files = processCache<MediaFile>("pictures", { maxBytes: MAX_BYTES, sizeOf: ({ bytes }) => bytes.length })
  const inTurn = singleton("pictures in turn", () => createSemaphore(CONCURRENCY, MAX_WAITING, "busy"))
  return files.load(`${id}/${name}`, async () => {
    const bytes = await inTurn(() => databaseStore.readFile(id, name))
    if (!bytes) return null
    const { buffer, byteOffset, length } = bytes
    return { bytes: Buffer.from(buffer, byteOffset, length), type: TYPES[format], etag: `"${id}-${name}"` }
  })
}
