import { statfs } from "node:fs/promises"
import { singleton } from "@/lib/singleton"

/** Below this the database that comes along may stop within the hour. */
export const MIN_FREE_BYTES = 200 * 1024 ** 2

const folder = () => singleton<{ path: string | null }>("database folder", () => ({ path: null }))

/** From now on the free space of this folder, where the database that comes along lives, is known. */
export function watchFreeSpace(path: string): void {
  folder().path = path
}

/** Free bytes on the disk of the database that comes along; null with any other, or when the disk does not say. */
export async function readFreeSpace(): Promise<number | null> {
  const { path } = folder()
  const disk = path === null ? null : await statfs(path).catch(() => null)
  return disk && disk.bavail * disk.bsize
}
