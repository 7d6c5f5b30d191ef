import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import path from "node:path"

const STATIC = path.join(".next", "static")
/** Next clears everything but its cache before it builds. */
const ASIDE = path.join(".next", "cache", "static-of-before")
const RETENTION_MS = 14 * 24 * 60 * 60_000
const MAX_BYTES = 50_000_000

/**
 * Builds, and keeps what browsers were given by builds of before: pages that are open then still find the parts that they load
 * late. Every file has its contents' hash in its name, so none is in the way of another.
 */
export async function keepStatic(build: () => Promise<void>): Promise<void> {
  if (existsSync(STATIC)) {
    rmSync(ASIDE, { recursive: true, force: true })
    mkdirSync(path.dirname(ASIDE), { recursive: true })
    renameSync(STATIC, ASIDE)
  }
  try {
    await build()
  } finally {
    bringBack()
  }
}

function bringBack(): void {
  let bytes = 0
  for (const { file, size } of listNewestFirst()) {
    const place = path.join(STATIC, file)
    bytes += size
    if (bytes > MAX_BYTES || existsSync(place)) continue
    mkdirSync(path.dirname(place), { recursive: true })
    renameSync(path.join(ASIDE, file), place)
  }
  rmSync(ASIDE, { recursive: true, force: true })
}

function listNewestFirst(): { file: string; size: number; at: number }[] {
  if (!existsSync(ASIDE)) return []
  return readdirSync(ASIDE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const whole = path.join(entry.parentPath, entry.name)
      const { size, mtimeMs } = statSync(whole)
      return { file: path.relative(ASIDE, whole), size, at: mtimeMs }
    })
    .filter(({ at }) => Date.now() - at < RETENTION_MS)
    .sort((a, b) => b.at - a.at)
}
