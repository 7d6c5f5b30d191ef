import { readFileSync, statSync } from "node:fs"
import { findCircles, listFiles, readGraph, type SourceFile } from "./lib/import-graph"

/*
 * Keeps docs/where-code-lives.md true: each source file lives in a room of its list, imports only rooms further down,
 * no files import each other in a circle, what the browser loads comes from rooms marked "browser", and only tests import
 * tests.
 */

const MAP = "docs/where-code-lives.md"
const SOURCES = ["app", "components", "lib"]
/** What readers' pages load without Next. */
const READER_ENTRY = "components/reader/hydrate.tsx"

type Room = { path: string; rank: number; isBrowser: boolean }

function readRooms(): Room[] {
  const lines = readFileSync(MAP, "utf8").split("\n")
  return lines.flatMap((line, rank) => {
    const match = /^- `([^`]+)`( \(browser\))?/.exec(line)
    return match ? [{ path: match[1] ?? "", rank, isBrowser: match[2] !== undefined }] : []
  })
}

const rooms = readRooms()
const graph = readGraph(SOURCES.flatMap(listFiles))

function findRoom(file: string): Room | undefined {
  const isIn = (room: Room) => file === room.path || file.startsWith(`${room.path}/`)
  return rooms.filter(isIn).sort((a, b) => b.path.length - a.path.length)[0]
}

function checkOrder({ file, imports }: SourceFile): string[] {
  const room = findRoom(file)
  if (!room) return [`${file} lives in no room of ${MAP}`]
  return imports.flatMap(({ target }) => {
    const other = findRoom(target)
    return other && other.rank < room.rank ? [`${file}: ${room.path} may not import ${other.path} (${target})`] : []
  })
}

/** Commands run where the tests are not installed. */
function checkTests(): string[] {
  const all = [...readGraph([...SOURCES, "scripts", "tests"].flatMap(listFiles)).values()]
  const isTest = (file: string) => file.startsWith("tests/")
  return all.flatMap(({ file, imports }) =>
    isTest(file)
      ? []
      : imports.filter(({ target }) => isTest(target)).map(({ target }) => `${file} may not import the test ${target}`),
  )
}

/** Everything that files of the browser load at run time; server actions are calls, not code. */
function checkBrowser(): string[] {
  const starts = [...graph.values()].filter(({ file, isClient }) => isClient || file === READER_ENTRY)
  const reached = new Map(starts.map(({ file }) => [file, file]))
  for (const [file, start] of reached)
    for (const { target, typeOnly } of graph.get(file)?.imports ?? [])
      if (!typeOnly && !reached.has(target)) reached.set(target, start)
  return [...reached].flatMap(([file, start]) =>
    findRoom(file)?.isBrowser === false && !file.startsWith("app/")
      ? [`${file} reaches the browser through ${start}; its room is not marked as browser code in ${MAP}`]
      : [],
  )
}

const problems = [
  ...rooms
    .filter((room) => !statSync(room.path, { throwIfNoEntry: false }))
    .map((room) => `${MAP} names ${room.path}, which does not exist`),
  ...[...graph.values()].flatMap(checkOrder),
  ...findCircles(graph).map((circle) => `Circle of imports: ${circle.join(", ")}`),
  ...checkBrowser(),
  ...checkTests(),
  ...(rooms.length === 0 ? [`${MAP} lists no rooms`] : []),
]
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)
