import { lstatSync } from "node:fs"
import { rm, statfs, writeFile } from "node:fs/promises"
import path from "node:path"
import { toDiskProblem } from "@/lib/disk"
import { MIN_FREE_BYTES } from "@/lib/server/free-space"
import { FOREIGN_FIX, readForeignOwner } from "@/scripts/lib/postgres/cluster"
import { databaseHome } from "@/scripts/lib/postgres/start-postgres"
import { type CheckResult, type DoctorCheck, failed, inShort, ok, skipped, warning } from "./check-result"

const NAME = "data folder"
const GIGABYTE = 1024 ** 3
const FEW = 1
const FIX = "Make room on this disk, or move the folder to a larger one."

/** The folder, or the nearest one above it that is there: nothing is made here. */
function findExisting(folder: string): string {
  // A link that leads nowhere is there.
  const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined || path.dirname(folder) === folder
  return isThere ? folder : findExisting(path.dirname(folder))
}

/** The folder of the database that comes along: may it be written to, and is there room? */
export const checkDataDir: DoctorCheck = async ({ env }) => {
  if (env.DATABASE_URL) return [skipped(NAME, "DATABASE_URL is set, so nothing is kept on this disk.")]
  const folder = path.resolve(env.DATA_DIR)
  let there = folder
  try {
    there = findExisting(folder)
    const probe = path.join(there, `.doctor-${process.pid}`)
    await writeFile(probe, "")
    await rm(probe)
  } catch (error) {
    const { words, fix } = toDiskProblem(error) ?? { words: inShort(error), fix: "Set DATA_DIR to another folder." }
    return [failed(NAME, `${folder} cannot be written to: ${words}.`, fix)]
  }
  const { home } = databaseHome(folder)
  const owner = readForeignOwner(path.join(home, "postgres"))
  if (owner !== null) return [failed(NAME, `${folder} holds a database of another user (${owner}).`, FOREIGN_FIX)]
  const places = new Set([there, lstatSync(home, { throwIfNoEntry: false }) ? home : there])
  return Promise.all([...places].map(checkRoom))
}

async function checkRoom(folder: string): Promise<CheckResult> {
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / GIGABYTE
  const words = `${folder} can be written to; ${free.toFixed(1)} GB are free.`
  if (bavail * bsize < MIN_FREE_BYTES) return failed(NAME, words, FIX)
  return free < FEW ? warning(NAME, words, FIX) : ok(NAME, words)
}
