import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"

/*
 * Keeps names and prose in the field's language: no two source files and no two exports share a name, and words that
 * need a glossary of our own do not come back. A room that still has some is listed with its number in
 * `scripts/dialect.json`, which may only fall: run with `--write` after you removed some.
 */

const CEILINGS = "scripts/dialect.json"
const SOURCES = ["app", "components", "lib", "scripts"]
const TEXTS = [...SOURCES, "docs", "README.md", "CONTRIBUTING.md", "SECURITY.md", ".env.example", "proxy.ts"]
const SKIPPED = /(?:^|\/)(?:generated|apollo-11|node_modules)(?:\/|$)|check-names\.ts$/
/** Names that Next gives files and exports. */
const NEXT_FILES = /^(?:page|layout|route|actions|loading|error|global-error|not-found|template|default|icon|sitemap)$/
const NEXT_EXPORTS =
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|Page|NotFound|dynamic|metadata|generateMetadata|maxDuration|revalidate|viewport)$/
const EXPORT =
  /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|const|let|class|type|interface|enum) (\w+)/gm
/** Words of a private dialect, and the ones to use instead. */
const DIALECT: Record<string, string> = {
  somebody: "a person, a client, an editor, a reader",
  nobody: "no one, no client, no reader",
  whoever: "a client that, the reader who",
  meanwhile: "since then, during the request",
  anew: "again, reload, render again",
  "by (?:itself|themselves)": "automatically",
  "at once": "immediately, at the same time",
  "for good": "permanently, for ever",
  "told of": "notified of, informed about",
  "tells of": "reports, describes",
  "who has": "with",
  "(?:is|are) to be": "should be, must be",
  "of before": "previous, older",
  "in words": "as text, with a message",
  "lets? go of": "disconnects, releases",
  "knocks?": "requests",
}

const dialect = new RegExp(`\\b(?:${Object.keys(DIALECT).join("|")})\\b`, "gi")
const plainWord = (word: string) =>
  Object.entries(DIALECT).find(([each]) => new RegExp(`^${each}$`, "i").test(word))?.[1]

function list(place: string): string[] {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(place, file.split(path.sep).join("/")))
    .filter((file) => /\.(?:tsx?|css|md)$/.test(file) && !SKIPPED.test(file))
}

/** Fails for values that several files share. */
function findShared(kind: string, named: [name: string, file: string][]): string[] {
  const files = new Map<string, Set<string>>()
  for (const [name, file] of named) files.set(name, (files.get(name) ?? new Set()).add(file))
  return [...files].flatMap(([name, at]) => (at.size > 1 ? [`${kind} ${name} is used by ${[...at].join(", ")}`] : []))
}

function checkFiles(): string[] {
  const files = SOURCES.flatMap(list).filter((file) => /\.tsx?$/.test(file))
  // A command has the name that people type.
  const named = files
    .filter((file) => path.dirname(file) !== "scripts")
    .map((file): [string, string] => [path.basename(file).replace(/\.tsx?$/, ""), file])
  const exported = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(EXPORT)].map(([, name]): [string, string] => [name ?? "", file]),
  )
  return [
    ...findShared(
      "File name",
      named.filter(([name]) => !NEXT_FILES.test(name)),
    ),
    ...findShared(
      "Export",
      exported.filter(([name]) => !NEXT_EXPORTS.test(name)),
    ),
  ]
}

/** `lib/http`, `docs/security.md`, `app`: where ceilings are counted. */
function roomOf(file: string): string {
  const parts = file.split("/")
  return /^(?:lib|components|docs)\//.test(file) ? parts.slice(0, 2).join("/") : (parts[0] ?? "")
}

function countDialect(): { counts: Record<string, number>; places: string[] } {
  const counts: Record<string, number> = {}
  const places: string[] = []
  for (const file of TEXTS.flatMap(list).sort())
    for (const [index, line] of readFileSync(file, "utf8").split("\n").entries())
      for (const [word] of line.matchAll(dialect)) {
        counts[roomOf(file)] = (counts[roomOf(file)] ?? 0) + 1
        places.push(`${file}:${index + 1}: ${word} (say ${plainWord(word)})`)
      }
  return { counts, places }
}

function readCeilings(): Record<string, number> {
  return existsSync(CEILINGS) ? (JSON.parse(readFileSync(CEILINGS, "utf8")) as Record<string, number>) : {}
}

const { counts, places } = countDialect()
const ceilings = readCeilings()
const problems = checkFiles()
for (const [room, count] of Object.entries(counts)) {
  const ceiling = ceilings[room] ?? 0
  if (count <= ceiling) continue
  problems.push(`${room} has ${count} dialect words, ${ceiling} are allowed:`)
  problems.push(...places.filter((place) => roomOf(place.split(":")[0] ?? "") === room).map((place) => `  ${place}`))
}
if (process.argv.includes("--write")) {
  const isFirst = Object.keys(ceilings).length === 0
  const fallen = Object.entries(counts).map(([room, count]) => [
    room,
    isFirst ? count : Math.min(count, ceilings[room] ?? 0),
  ])
  writeFileSync(CEILINGS, `${JSON.stringify(Object.fromEntries(fallen), null, 2)}\n`)
}
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)
