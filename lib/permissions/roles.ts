export const ROLES = ["admin", "editor", "contributor"] as const
export type Role = (typeof ROLES)[number]

/** What each role may do, in plain words for the people page. */
export const ROLE_LABELS: Record<Role, { name: string; can: string }> = {
  admin: { name: "Admin", can: "Full access." },
  editor: { name: "Editor", can: "Creates live blogs; writes, publishes, hides and deletes any post." },
  contributor: { name: "Contributor", can: "Writes drafts, which an editor publishes." },
}
