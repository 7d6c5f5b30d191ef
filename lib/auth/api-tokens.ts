import { recordAccessEvent } from "@/lib/audit/audit-event"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { TokenScope } from "@/lib/permissions/token-scopes"
import { hashSecret, newSecret } from "@/lib/secret-token"
import { type CreateTokenInput, createTokenSchema } from "./account-schemas"

/** A token as the tokens page shows it; the token itself is never shown again. Times are ISO 8601. */
export type ApiToken = {
  id: string
  name: string
  /** Its last four characters. */
  hint: string
  blog: { id: string; title: string } | null
  scope: TokenScope
  createdAt: string
  /** Refused from then on; null: no end. */
  expiresAt: string | null
  lastUsedAt: string | null
}

const DAY_MS = 86_400_000

const include = { blog: { select: { id: true, title: true } } } as const

/** Tokens that are not revoked, newest first; expired ones too, so that people see why a program is refused. */
export async function listApiTokens(actor: Actor): Promise<ApiToken[]> {
  authorize(actor, "token.manage")
  const rows = await db().apiToken.findMany({ where: { revokedAt: null }, orderBy: { createdAt: "desc" }, include })
  return rows.map(toApiToken)
}

/** Makes a token and returns it, this one time only. Throws `blog_not_found`, `invalid_input`. */
export async function createApiToken(
  actor: Actor,
  input: CreateTokenInput,
): Promise<{ token: string; apiToken: ApiToken }> {
  authorize(actor, "token.manage")
  const { name, blogId, scope, expiresInDays } = parseInput(createTokenSchema, input)
  const token = `rs_${newSecret()}`
  const row = await transaction(async (tx) => {
    if (blogId && !(await tx.blog.findUnique({ where: { id: blogId }, select: { id: true } }))) {
      throw new AppError("blog_not_found")
    }
    const expiresAt = expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS)
    const tokenHash = hashSecret(token)
    const data = { id: newId("token"), name, blogId, scope, expiresAt, tokenHash, hint: token.slice(-4) }
    const details = { token: name, hint: data.hint, scope, expiresAt: expiresAt?.toISOString() ?? null }
    await recordAccessEvent(tx, { actor, blogId, action: "token.create", details })
    return tx.apiToken.create({ data, include })
  })
  return { token, apiToken: toApiToken(row) }
}

/** Makes a token worthless. Throws `not_found`. */
export async function revokeApiToken(actor: Actor, tokenId: string): Promise<void> {
  authorize(actor, "token.manage")
  await transaction(async (tx) => {
    const where = { id: tokenId, revokedAt: null }
    const [row] = await tx.apiToken.updateManyAndReturn({ where, data: { revokedAt: new Date() } })
    if (!row) throw new AppError("not_found")
    const details = { token: row.name, hint: row.hint }
    await recordAccessEvent(tx, { actor, blogId: row.blogId, action: "token.revoke", details })
  })
}

type Row = Omit<ApiToken, "createdAt" | "expiresAt" | "lastUsedAt"> & {
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

function toApiToken({ id, name, hint, blog, scope, createdAt, expiresAt, lastUsedAt }: Row): ApiToken {
  return {
    id,
    name,
    hint,
    blog,
    scope,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
