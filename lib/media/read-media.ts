import { singleton } from "@/lib/singleton"
import { databaseStore } from "./media-store"

const TYPES = { webp: "image/webp", jpg: "image/jpeg" } as const
const MAX_CACHED_BYTES = 48 * 1024 * 1024

export type MediaFile = { bytes: Uint8Array<ArrayBuffer>; type: string; etag: string }
type Cache = { files: Map<string, MediaFile>; bytes: number; reading: Map<string, Promise<MediaFile | null>> }

/**
 * One stored file of a picture; null when there is none. Files never change, so those asked for last stay in memory,
 * and many readers of one picture ask the database once.
 */
export async function readMedia(id: string, name: string): Promise<MediaFile | null> {
  const format = /^\d{1,5}\.(webp|jpg)$/.exec(name)?.[1] as keyof typeof TYPES | undefined
  if (!format || !/^[a-f0-9]{40}$/.test(id)) return null
  const cache = singleton<Cache>("media", () => ({ files: new Map(), bytes: 0, reading: new Map() }))
  const key = `${id}/${name}`
  const known = cache.files.get(key)
  if (known) {
    cache.files.delete(key)
    cache.files.set(key, known)
    return known
  }
  const reading = cache.reading.get(key) ?? load(cache, key, id, name, TYPES[format])
  cache.reading.set(key, reading)
  return reading.finally(() => cache.reading.delete(key))
}

async function load(cache: Cache, key: string, id: string, name: string, type: string): Promise<MediaFile | null> {
  const bytes = await databaseStore.readFile(id, name)
  if (!bytes) return null
  const file = { bytes, type, etag: `"${id}-${name}"` }
  cache.files.set(key, file)
  cache.bytes += bytes.byteLength
  for (const [oldest, { bytes: old }] of cache.files) {
    if (cache.bytes <= MAX_CACHED_BYTES) break
    cache.files.delete(oldest)
    cache.bytes -= old.byteLength
  }
  return file
}
