import { execFileSync } from "node:child_process"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { PrismaPg } from "@prisma/adapter-pg"
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import { MIGRATIONS_DIR, readMigrations } from "@/lib/db/migrate"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"

/*
 * npm run db:migration -- <name>
 * Writes prisma/migrations/<time>_<name>/migration.sql: the difference between the committed schema and
 * prisma/schema.prisma. Migrations are committed with their schema. Works offline with Prisma's migration
 * engine in WebAssembly; that engine does not start without a database, so a scratch one runs beside it.
 */

const SCHEMA = "prisma/schema.prisma"

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

function toTarget(content: string) {
  return { tag: "schemaDatamodel", files: [{ path: SCHEMA, content }], configDir: "." }
}

async function readCommittedSchema(): Promise<string> {
  const newest = (await readMigrations()).at(-1)?.name ?? ""
  const file = path.posix.join("prisma", "migrations", newest, "migration.sql")
  const isCommitted = git("ls-tree", "HEAD", "--", file).trim() !== ""
  if (!isCommitted) throw new Error(`Commit the migration ${newest} with its schema before you make the next one.`)
  return git("show", `HEAD:${SCHEMA}`)
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8" })
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
    from: toTarget(await readCommittedSchema()),
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
  if (sql === "" || sql.startsWith("-- This is an empty migration")) return "The migrations already match the schema."
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)
  const folder = path.join(MIGRATIONS_DIR, `${time}_${name}`)
  await mkdir(folder)
  await writeFile(path.join(folder, "migration.sql"), `${sql}\n`)
  return `Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Review it before you commit.`
}

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Name the change in lowercase and underscores: npm run db:migration -- add_post_tags")
  process.exit(1)
}
console.log(await writeMigration(name))
process.exit(0)
