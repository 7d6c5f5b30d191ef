import { disablePerson } from "@/lib/auth/people"
import { db, Prisma } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { type Actor, actorUserId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { Author } from "@/lib/protocol/delta"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { editPost } from "./edit-post"

/** What stands in history and log instead of an erased person's name. */
const ERASED_NAME = "Former colleague"
const EDITABLE = ["draft", "submitted", "scheduled", "published", "hidden"] as const

/**
 * Everything that is kept about a person, as one JSON document for them: account, roles, sessions, invitations, posts,
 * revisions, unsaved texts, pictures, lines of the audit log. Password, keys and codes are left out. Throws
 * `forbidden`, `not_found`.
 */
export async function exportPerson(actor: Actor, userId: string) {
  authorize(actor, "people.manage")
  const account = await db().user.findUnique({ where: { id: userId } })
  if (!account) throw new AppError("not_found")
  const sessionFields = { createdAt: true, updatedAt: true, expiresAt: true, ipAddress: true, userAgent: true }
  const inviteFields = { email: true, name: true, role: true, createdAt: true, expiresAt: true, acceptedAt: true }
  const postFields = {
    id: true,
    blogId: true,
    state: true,
    title: true,
    text: true,
    createdAt: true,
    publishedAt: true,
  }
  const revisionFields = { postId: true, number: true, action: true, title: true, content: true, savedAt: true }
  const [blogRoles, sessions, invitations, posts, revisions, unsavedTexts, pictures, auditEvents] = await Promise.all([
    db().blogMember.findMany({ where: { userId }, select: { blogId: true, role: true } }),
    db().session.findMany({ where: { userId }, select: sessionFields }),
    db().invite.findMany({ where: { email: account.email }, select: inviteFields }),
    db().post.findMany({ where: { authorId: userId }, select: postFields, orderBy: { createdAt: "asc" } }),
    db().revision.findMany({ where: { actorId: userId }, select: revisionFields, orderBy: { savedAt: "asc" } }),
    db().autosave.findMany({ where: { userId }, select: { blogId: true, postId: true, words: true, savedAt: true } }),
    db().media.findMany({ where: { createdById: userId }, select: { id: true, alt: true, createdAt: true } }),
    db().auditEvent.findMany({ where: aboutPerson(userId), orderBy: { at: "asc" } }),
  ])
  return { account, blogRoles, sessions, invitations, posts, revisions, unsavedTexts, pictures, auditEvents }
}

type Erased = { bylines: number }

/**
 * Removes a person: their account, sessions, invitations and unsaved texts go, and history and log no longer name them.
 * Posts stay. `bylines`: "keep" leaves published names as they are; "replace" puts the newsroom's name in their place,
 * in every post and revision, and open pages follow. Each step can be repeated after a failure. Throws `forbidden`,
 * `not_found`, `last_admin`.
 */
export async function erasePerson(actor: Actor, userId: string, bylines: "keep" | "replace"): Promise<Erased> {
  authorize(actor, "people.manage")
  if (actorUserId(actor) === userId) throw new AppError("forbidden")
  await disablePerson(actor, userId)
  const { name, email } = await db().user.findUniqueOrThrow({ where: { id: userId } })
  const replaced = bylines === "replace" ? await replaceBylines(actor, name) : 0
  await transaction(async (tx) => {
    const nameless = { actorId: null, actorName: ERASED_NAME }
    await tx.revision.updateMany({ where: { actorId: userId }, data: nameless })
    await tx.$executeRaw`
      update audit_event set details = details - 'person' - 'userId' - 'from' - 'to' where details ->> 'userId' = ${userId}`
    await tx.auditEvent.updateMany({ where: { actorId: userId }, data: nameless })
    await tx.media.updateMany({ where: { createdById: userId }, data: { createdById: null } })
    await tx.invite.deleteMany({ where: { email } })
    await tx.user.delete({ where: { id: userId } })
  })
  return { bylines: replaced }
}

function aboutPerson(userId: string): Prisma.AuditEventWhereInput {
  return { OR: [{ actorId: userId }, { details: { path: ["userId"], equals: userId } }] }
}

/** Returns how many posts changed. Posts of readers change as any edit does; kept versions and deleted posts in place. */
async function replaceBylines(actor: Actor, name: string): Promise<number> {
  const { name: newsroom } = await getSiteSettings()
  const posts = await db().$queryRaw<{ id: string; authors: Author[] }[]>(Prisma.sql`
    select id, authors from post
    where state::text in (${Prisma.join([...EDITABLE])}) and authors @> ${JSON.stringify([{ name }])}::jsonb`)
  for (const { id, authors } of posts) await editPost(actor, id, { authors: withoutName(authors, name, newsroom) })
  const replacement = JSON.stringify({ name: newsroom, picture: null })
  for (const table of [Prisma.sql`post`, Prisma.sql`revision`]) {
    await db().$executeRaw(Prisma.sql`
      update ${table} set authors = (
        select jsonb_agg(case when author ->> 'name' = ${name} then ${replacement}::jsonb else author end order by place)
        from jsonb_array_elements(authors) with ordinality as list (author, place))
      where authors @> ${JSON.stringify([{ name }])}::jsonb`)
  }
  return posts.length
}

function withoutName(authors: Author[], name: string, newsroom: string): Author[] {
  const others = authors.filter((author) => author.name !== name)
  return others.length > 0 ? others : [{ name: newsroom, picture: null }]
}
