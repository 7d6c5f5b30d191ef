import type { Mailed } from "@/lib/auth/account-mails"
import type { InviteInput } from "@/lib/auth/account-schemas"
import type { OpenInvite } from "@/lib/auth/invites"
import type { Role } from "@/lib/permissions/roles"
import type { Act } from "../forms/result"

/** The server actions of the people page. */
export type PeopleActions = {
  invite: Act<InviteInput, { invite: OpenInvite; path: string; mailed: Mailed }>
  revokeInvite: Act<{ inviteId: string }, null>
  changeRole: Act<{ userId: string; role: Role }, null>
  endSessions: Act<{ userId: string }, null>
  resetTwoFactor: Act<{ userId: string }, null>
  unlock: Act<{ userId: string }, null>
  disable: Act<{ userId: string; heirId: string | null }, null>
  enable: Act<{ userId: string }, null>
  createReset: Act<{ userId: string }, { path: string; mailed: Mailed }>
  revokeReset: Act<{ userId: string }, null>
  rename: Act<{ userId: string; name: string }, null>
  changeEmail: Act<{ userId: string; email: string }, null>
}
