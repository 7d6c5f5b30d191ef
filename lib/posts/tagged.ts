import { db } from "@/lib/db/client"
import { tagKey } from "@/lib/reader-paths"

/** Every way in which the public posts of a blog spell a tag; none: no reader knows of such a tag. */
export async function readTagSpellings(blogId: string, tag: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ tag: string }[]>`
    select distinct unnest(tags) as tag from post where blog_id = ${blogId} and state = 'published' and tags <> '{}'`
  return rows.map((row) => row.tag).filter((spelling) => tagKey(spelling) === tagKey(tag))
}
