import { recordAccessEvent } from "@/lib/audit/audit-event"
import { transaction } from "@/lib/db/transaction"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { type MakeAdminInput, makeAdminSchema } from "./account-schemas"
import { createUser, lockPeople } from "./create-user"
import { hashPassword, requireGoodPassword } from "./password"
import { liftLock } from "./rate-limit"
import { setPassword } from "./reset-password"

const TERMINAL: Actor = { kind: "system", name: "command line", source: "api" }

/**
 * Makes a person an admin from the machine's own terminal. A person with an account gets it back: a new password, the
 * role of an admin, unlocked, with all former sessions ended. Throws `invalid_input`.
 */
export async function makeAdmin(input: MakeAdminInput): Promise<"made" | "recovered"> {
  const { email, name, password } = parseInput(makeAdminSchema, input)
  requireGoodPassword(password, email)
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    await lockPeople(tx)
    await liftLock(tx, email)
    const known = await tx.user.findUnique({ where: { email }, select: { id: true, name: true, role: true } })
    const details = { person: name ?? known?.name ?? email, to: "admin" }
    await tx.setting.deleteMany({ where: { key: "setup-token" } })
    if (!known) {
      const userId = await createUser(tx, { name: name ?? email, email, role: "admin", passwordHash })
      await recordAccessEvent(tx, {
        actor: TERMINAL,
        blogId: null,
        action: "person.join",
        details: { ...details, userId },
      })
      return "made" as const
    }
    const { id: userId, role } = known
    await tx.user.update({
      where: { id: userId },
      data: { role: "admin", disabledAt: null, ...(name ? { name } : {}) },
    })
    await setPassword(tx, { userId, email, hash: passwordHash })
    await recordAccessEvent(tx, {
      actor: TERMINAL,
      blogId: null,
      action: "person.role",
      details: { ...details, from: role, userId },
    })
    return "recovered" as const
  })
}
