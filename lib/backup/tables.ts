import type pg from "pg"

/** Left out: the book of migrations is made anew, and what processes know of readers and of turns holds for seconds. */
const LEFT_OUT = [
  "_prisma_migrations",
  "audience_report",
  "pusher_lock",
  // Their names before the migration `plain_names`, for backups of earlier releases.
  "live_report",
  "push_turn",
]

export type Table = { name: string; columns: { name: string; type: string }[]; key: string[] }

/** The tables of the connection's schema with the columns that hold data of their own, each after those that it points to. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by array_position(k.conkey, a.attnum)) from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
        where k.conrelid = c.oid and k.contype = 'p'), '[]') as key
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relname = any($1)
    order by c.relname`,
    [LEFT_OUT],
  )
  return inOrder(rows, await readPointers(client))
}

/** A name as it stands in a statement. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

async function readPointers(client: pg.ClientBase): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `select f.relname as "from", t.relname as "to" from pg_constraint k
      join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`,
  )
  const pointers = new Map<string, Set<string>>()
  for (const { from, to } of rows) pointers.set(from, (pointers.get(from) ?? new Set()).add(to))
  return pointers
}

function inOrder(tables: Table[], pointers: Map<string, Set<string>>): Table[] {
  const ordered: Table[] = []
  const waiting = [...tables]
  while (waiting.length > 0) {
    const isFree = ({ name }: Table) =>
      !waiting.some((other) => other.name !== name && pointers.get(name)?.has(other.name))
    const next = waiting.findIndex(isFree)
    if (next < 0) throw new Error(`These tables point to each other: ${waiting.map(({ name }) => name).join(", ")}`)
    ordered.push(...waiting.splice(next, 1))
  }
  return ordered
}
