import { db, Prisma } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"

const MAX_TAGS = 200

/**
 * The tags of a blog's posts that are not deleted, most used first: for the composer to offer. It counts drafts too, so it
 * is not for readers. Tags that differ in the size of letters alone are one, as it was written last.
 */
export async function listTags(actor: Actor, blogId: string): Promise<string[]> {
  authorize(actor, "desk.read", { blogId })
  const rows = await db().$queryRaw<{ tag: string }[]>(Prisma.sql`
    select (array_agg(tag order by saved_at desc))[1] as tag
    from post, unnest(tags) as tag
    where blog_id = ${blogId} and state <> 'deleted'
    group by lower(tag) order by count(*) desc, lower(tag) limit ${MAX_TAGS}`)
  return rows.map(({ tag }) => tag)
}
