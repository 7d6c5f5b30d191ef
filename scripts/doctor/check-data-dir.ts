import { mkdir, rm, statfs, writeFile } from "node:fs/promises"
import path from "node:path"
import { type Check, failed, inShort, ok, skipped, warning } from "./finding"

const NAME = "data folder"
const GIGABYTE = 1024 ** 3
const LEAST = 0.2
const FEW = 1

/** The folder of the database that comes along: may it be written to, and is there room? */
export const checkDataDir: Check = async ({ env }) => {
  if (env.DATABASE_URL) return [skipped(NAME, "DATABASE_URL is set, so nothing is kept on this disk.")]
  const folder = path.resolve(env.DATA_DIR)
  const probe = path.join(folder, `.doctor-${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, "")
    await rm(probe)
  } catch (error) {
    return [
      failed(
        NAME,
        `${folder} cannot be written to (${inShort(error)}).`,
        "Give it to the user that the server runs as (chown), or set DATA_DIR to another folder.",
      ),
    ]
  }
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / GIGABYTE
  const words = `${folder} can be written to; ${free.toFixed(1)} GB are free.`
  const fix = "Make room on this disk, or move the folder to a larger one."
  if (free < LEAST) return [failed(NAME, words, fix)]
  return [free < FEW ? warning(NAME, words, fix) : ok(NAME, words)]
}
