import { spawnSync } from "node:child_process"
import { chmod, mkdtemp, rm, statfs, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"

const BLOCK = Buffer.alloc(1024 ** 2, 1)

export type SmallDisk = {
  folder: string
  /** Leaves no byte free. */
  fill: () => Promise<void>
  makeRoom: () => Promise<void>
  stop: () => Promise<void>
}

/** A disk of its own in memory, so small that it can really be full; null where this user may mount none. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-small-disk-"))
  await chmod(folder, 0o755)
  const mounted = runAsRoot("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder)
  if (!mounted) {
    await rm(folder, { recursive: true })
    return null
  }
  if (process.getuid?.() !== 0) runAsRoot("chown", String(process.getuid?.()), folder)
  const ballast = path.join(folder, "ballast")
  return {
    folder,
    fill: async () => {
      for (let left = await freeBytes(folder); left > 0; left = await freeBytes(folder))
        await writeFile(ballast, BLOCK.subarray(0, Math.min(left, BLOCK.length)), { flag: "a" }).catch(() => {})
    },
    makeRoom: () => rm(ballast, { force: true }),
    stop: async () => {
      runAsRoot("umount", "-l", folder)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function runAsRoot(...command: string[]): boolean {
  const [program = "", ...args] = process.getuid?.() === 0 ? command : ["sudo", "-n", ...command]
  return spawnSync(program, args).status === 0
}
