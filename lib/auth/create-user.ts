import { randomUUID } from "node:crypto"
import { Prisma, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import type { Role } from "@/lib/permissions/roles"

export type NewUser = { name: string; email: string; role: Role; passwordHash: string }

/** Makes an account that signs in with email address and password. Throws `email_taken`. */
export async function createUser(tx: Transaction, { name, email, role, passwordHash }: NewUser): Promise<string> {
  await lockPeople(tx)
  if (await tx.user.findUnique({ where: { email }, select: { id: true } })) throw new AppError("email_taken")
  const id = newId("user")
  await tx.user.create({ data: { id, name, email, role } })
  await tx.account.create({
    data: { id: randomUUID(), userId: id, accountId: id, providerId: "credential", password: passwordHash },
  })
  return id
}

/**
 * Makes changes of who may do what run one after another, so that rules about all accounts ("there is an admin",
 * "there is no account yet") hold whatever happens at the same moment.
 */
export async function lockPeople(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(7266002)::text as locked`)
}
