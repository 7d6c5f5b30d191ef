import { z } from "zod"
import { recordAuditEvent } from "@/lib/audit/audit-event"
import { notifyUserChanged } from "@/lib/auth/notify-user-changed"
import { withBlogLock } from "@/lib/changes/blog-turn"
import { notifySaved } from "@/lib/changes/change-log"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { ROLES, type Role } from "@/lib/permissions/roles"

/** A role on one blog as it is chosen: one of the roles, no access, or the one that the person has everywhere. */
export const teamRoleSchema = z.enum([...ROLES, "none", "everywhere"])
export type TeamRole = z.infer<typeof teamRoleSchema>

/** Somebody with an account, as a blog's team page shows them. */
export type TeamMember = {
  id: string
  name: string
  /** The role that they have wherever nothing else is said. */
  everywhere: Role
  /** What is said for this blog. */
  here: TeamRole
}

/** Everybody who can sign in, with what they may do on this blog: those with a role of their own first, then by name. */
export async function listTeam(actor: Actor, blogId: string): Promise<TeamMember[]> {
  authorize(actor, "blog.edit", { blogId })
  const rows = await db().user.findMany({
    where: { disabledAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, role: true, memberships: { where: { blogId }, select: { role: true } } },
  })
  const people = rows.map(({ id, name, role, memberships: [own] }) => {
    const here: TeamRole = role === "admin" || !own ? "everywhere" : (own.role ?? "none")
    return { id, name, everywhere: role, here }
  })
  const rank = ({ here }: TeamMember) => (here === "everywhere" ? 1 : 0)
  return people.sort((a, b) => rank(a) - rank(b))
}

/**
 * Gives somebody a role on one blog, takes the blog from them, or leaves them the role that they have everywhere. It holds
 * from their next request on. Throws `forbidden`, `blog_not_found`, `not_found`, `always_admin`.
 */
export async function changeTeamRole(actor: Actor, blogId: string, userId: string, wanted: TeamRole): Promise<void> {
  authorize(actor, "team.manage", { blogId })
  await withBlogLock(blogId, async (tx, blog) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { name: true, role: true } })
    if (!user) throw new AppError("not_found")
    if (user.role === "admin") throw new AppError("always_admin")
    const blogId_userId = { blogId, userId }
    if (wanted === "everywhere") await tx.blogMember.deleteMany({ where: blogId_userId })
    else {
      const role = wanted === "none" ? null : wanted
      await tx.blogMember.upsert({ where: { blogId_userId }, create: { blogId, userId, role }, update: { role } })
    }
    const details = { name: user.name, role: wanted }
    await recordAuditEvent(tx, { actor, blogId, at: blog.now, action: "member.change", details })
    // Open desks read again, and so follow.
    await notifySaved(tx, blogId)
    // What they have open is checked again at once.
    await notifyUserChanged(tx, userId)
  })
}
