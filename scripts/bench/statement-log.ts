import { readFileSync } from "node:fs"
import path from "node:path"
import pg from "pg"
import { BENCH_NAME } from "./commit-update"

const PREFIX = "%a|%d|"
const STATEMENT = /^([^|\n]*)\|[^|\n]*\|LOG: {2}(?:statement|execute [^:]*): ([^\n]*(?:\n\t[^\n]*)*)/gm

export type StatementLog = {
  /** Statements of everybody but the bench itself since the mark before. */
  take: () => string[]
}

/** Makes the embedded PostgreSQL write down every statement, so that they are counted one by one. */
export async function logStatements(databaseUrl: string): Promise<StatementLog> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: BENCH_NAME })
  await client.connect()
  for (const setting of ["log_statement = 'all'", `log_line_prefix = '${PREFIX}'`, "log_min_duration_statement = -1"])
    await client.query(`alter system set ${setting}`)
  await client.query("select pg_reload_conf()")
  const { rows } = await client.query<{ data_directory: string }>("show data_directory")
  await client.end()
  const file = path.join(path.dirname(rows[0]?.data_directory ?? ""), "postgres.log")
  let read = 0
  const take = () => {
    const text = readFileSync(file, "utf8")
    const fresh = text.slice(read)
    read = text.length
    return [...fresh.matchAll(STATEMENT)]
      .filter(([, name]) => name !== BENCH_NAME)
      .map(([, , sql]) => (sql ?? "").replaceAll(/\s+/g, " ").trim())
  }
  // The new settings reach each connection with its next statement; a second is enough.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  take()
  return { take }
}
