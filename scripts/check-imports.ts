import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"

/*
 * Keeps docs/where-code-lives.md true: every room of its table exists, every source file lives in a room, and imports
 * only what the table allows its room.
 */

const MAP = "docs/where-code-lives.md"
const SOURCES = ["app", "components", "lib", "scripts", "tests"]
const IMPORT = /(?:from\s+|import\s*\(\s*|import\s+)["']([^"']+)["']/g

type Room = { path: string; mayImport: string[] }

function readRooms(): Room[] {
  const rows = readFileSync(MAP, "utf8")
    .split("\n")
    .filter((line) => /^\|\s*`/.test(line))
  return rows.map((row) => {
    const cells = row.split("|").slice(1, -1)
    const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "")
    return { path: names(cells[0] ?? "")[0] ?? "", mayImport: names(cells[2] ?? "") }
  })
}

function listFiles(entry: string): string[] {
  if (statSync(entry).isFile()) return /\.(ts|tsx|mjs|js)$/.test(entry) ? [entry] : []
  if (entry.endsWith("generated")) return []
  return readdirSync(entry).flatMap((name) => listFiles(path.posix.join(entry, name)))
}

function findRoom(rooms: Room[], file: string): Room | undefined {
  const bare = file.replace(/\.(tsx?|mjs|js)$/, "")
  const isIn = (room: Room) =>
    file.startsWith(`${room.path}/`) || file === room.path || bare === room.path.replace(/\.tsx?$/, "")
  return rooms.filter(isIn).sort((a, b) => b.path.length - a.path.length)[0]
}

function findTarget(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2)
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : null
}

function checkFile(rooms: Room[], file: string): string[] {
  const room = findRoom(rooms, file)
  if (!room) return [`${file} lives in no room of ${MAP}`]
  const targets = [...readFileSync(file, "utf8").matchAll(IMPORT)].map((match) => findTarget(file, match[1] ?? ""))
  return targets.flatMap((target) => {
    if (!target || target.endsWith(".css")) return []
    const other = findRoom(rooms, target)
    if (
      !other ||
      other === room ||
      room.mayImport.some((allowed) => allowed === other.path || allowed === "everything")
    )
      return []
    return [`${file}: ${room.path} may not import ${other.path} (${target})`]
  })
}

const rooms = readRooms()
const missing = rooms
  .filter((room) => !statSync(room.path, { throwIfNoEntry: false }))
  .map((room) => `${MAP} names ${room.path}, which is not there`)
const wrong = SOURCES.flatMap(listFiles).flatMap((file) => checkFile(rooms, file))
for (const line of [...missing, ...wrong]) console.error(line)
if (rooms.length === 0) console.error(`${MAP} has no table of rooms`)
process.exit(missing.length + wrong.length > 0 || rooms.length === 0 ? 1 : 0)
