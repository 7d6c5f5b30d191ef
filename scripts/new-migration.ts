import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { PrismaPg } from "@prisma/adapter-pg"
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import { MIGRATIONS_DIR } from "@/lib/db/migrate"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start"

/*
 * npm run db:migration -- <name>
 * Writes prisma/migrations/<time>_<name>/migration.sql: the way from the newest migration's schema to the schema of
 * now, and that schema beside it, from which the next one starts. Works offline, with Prisma's own migration engine in
 * WebAssembly; the scratch database is only there because that engine will not start without one.
 */

const SCHEMA = "prisma/schema.prisma"

type Target =
  | { tag: "empty" }
  | { tag: "schemaDatamodel"; files: { path: string; content: string }[]; configDir: string }
type Engine = { diff(params: unknown): Promise<{ stdout: string | null }>; free(): void }

async function loadEngine(schema: string, connectionString: string): Promise<Engine> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"))
  const bindings = await import(path.join(folder, "schema_engine_bg.js"))
  // The package expects a bundler to load its program; Node needs it by hand.
  const program = await readFile(path.join(folder, "schema_engine_bg.wasm"))
  const { instance } = await WebAssembly.instantiate(program, { "./schema_engine_bg.js": bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: start } = instance.exports
  if (typeof start === "function") start()
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }))
  return bindings.SchemaEngine.new({ datamodels: [[SCHEMA, schema]] }, () => {}, adapter)
}

function toTarget(content: string | null): Target {
  return content === null
    ? { tag: "empty" }
    : { tag: "schemaDatamodel", files: [{ path: SCHEMA, content }], configDir: "." }
}

async function readNewestSchema(): Promise<string | null> {
  const names = (await readdir(MIGRATIONS_DIR, { withFileTypes: true })).filter((each) => each.isDirectory())
  const newest = names
    .map((each) => each.name)
    .sort()
    .at(-1)
  return newest ? readFile(path.join(MIGRATIONS_DIR, newest, "schema.prisma"), "utf8") : null
}

async function compareSchemas(schema: string): Promise<string> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "running-story-"))
  const postgres = await startEmbeddedPostgres(scratch, () => {})
  try {
    return await diff(await loadEngine(schema, postgres.url), schema)
  } finally {
    await postgres.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function diff(engine: Engine, schema: string): Promise<string> {
  const { stdout } = await engine.diff({
    from: toTarget(await readNewestSchema()),
    to: toTarget(schema),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  engine.free()
  return (stdout ?? "").trim()
}

async function writeMigration(name: string): Promise<string> {
  await mkdir(MIGRATIONS_DIR, { recursive: true })
  const schema = await readFile(SCHEMA, "utf8")
  const sql = await compareSchemas(schema)
  if (sql === "" || sql.startsWith("-- This is an empty migration")) return "The migrations lead to the schema already."
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)
  const folder = path.join(MIGRATIONS_DIR, `${time}_${name}`)
  await mkdir(folder)
  await writeFile(path.join(folder, "migration.sql"), `${sql}\n`)
  await writeFile(path.join(folder, "schema.prisma"), schema)
  return `Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Read it before you commit it.`
}

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Say what changes, in small letters and underscores: npm run db:migration -- add_post_tags")
  process.exit(1)
}
console.log(await writeMigration(name))
process.exit(0)
