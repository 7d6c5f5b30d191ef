import pg from "pg"

/** Holds the rows of these blogs from a session that is not the product's, as a frozen process would. */
export async function holdBlogs(databaseUrl: string, slugs: string[]): Promise<{ release: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("begin")
  await client.query("select id from blog where slug = any($1) order by id for update", [slugs])
  return { release: () => client.end() }
}
