import { db, Prisma } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { Author } from "@/lib/protocol/delta"

const MAX_BYLINES = 300

/**
 * Who can stand above a post, for the composer to offer: people with an account here, then names that stand above posts of
 * this blog already, newest first. One entry per name, with the picture it had last.
 */
export async function listBylines(actor: Actor, blogId: string): Promise<Author[]> {
  authorize(actor, "desk.read", { blogId })
  const [people, used] = await Promise.all([
    db().user.findMany({
      where: { disabledAt: null },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { name: true, image: true },
      take: MAX_BYLINES,
    }),
    db().$queryRaw<Author[]>(Prisma.sql`
      select name, picture from (
        select distinct on (author ->> 'name')
          author ->> 'name' as name, author ->> 'picture' as picture, saved_at
        from post, jsonb_array_elements(authors) as author
        where blog_id = ${blogId} and state <> 'deleted'
        order by author ->> 'name', saved_at desc
      ) as bylines order by saved_at desc limit ${MAX_BYLINES}`),
  ])
  const known = new Map(people.map(({ name, image }) => [name, { name, picture: image }]))
  for (const author of used) if (!known.has(author.name)) known.set(author.name, author)
  return [...known.values()]
}
