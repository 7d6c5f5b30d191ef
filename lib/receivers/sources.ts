import { recordAuditEvent } from "@/lib/audit/audit-event"
import { db, type Prisma, type Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { isFetchRefused } from "@/lib/fetch/fetch-error"
import { newId } from "@/lib/ids"
import { parseInput } from "@/lib/parse-input"
import { paths } from "@/lib/paths"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { absoluteUrl } from "@/lib/site"
import { cachedName } from "./names"
import { parseProblems, type SourceProblem } from "./problems"
import type { Receiver, RenderContext, Secrets } from "./receiver"
import { RECEIVERS } from "./receiver-registry"
import { openSecrets, sealSecrets } from "./seal-secrets"
import {
  type CreateSourceInput,
  createSourceSchema,
  type EditSourceInput,
  editSourceSchema,
  SOURCE_KINDS,
  type SourceKind,
  type SourceSettings,
  sourceSettingsSchema,
} from "./source-schemas"

const MAX_SOURCES = 20

/** A source as its settings page shows it, without its secrets. Times are ISO 8601. */
export type SourceSummary = {
  id: string
  kind: SourceKind
  name: string
  settings: SourceSettings
  address: string
  paused: boolean
  createdAt: string
  lastEventAt: string | null
  problems: SourceProblem[]
}

type SourceRow = Prisma.ReceiverSourceGetPayload<object>

export async function listSources(actor: Actor, blogId: string): Promise<SourceSummary[]> {
  authorize(actor, "blog.edit", { blogId })
  const rows = await db().receiverSource.findMany({ where: { blogId }, orderBy: { createdAt: "asc" } })
  return rows.flatMap((row) => toSourceSummary(row) ?? [])
}

/**
 * Adds a source and returns it, with the secret that this server made, this one time only.
 * Throws `forbidden`, `invalid_input`, `blog_not_found`.
 */
export async function createSource(
  actor: Actor,
  blogId: string,
  input: CreateSourceInput,
): Promise<{ source: SourceSummary; secret: string | null }> {
  authorize(actor, "blog.edit", { blogId })
  const { kind, name, settings, secrets } = parseInput(createSourceSchema, input)
  const receiver = RECEIVERS[kind]
  const entered = parseSecrets(receiver, secrets)
  const secret = receiver.ownSecret?.make() ?? null
  const sealed = await sealSecrets(
    receiver.ownSecret && secret ? { ...entered, [receiver.ownSecret.name]: secret } : entered,
  )
  const row = await transaction(async (tx) => {
    if (!(await tx.blog.findFirst({ where: { id: blogId, deletedAt: null }, select: { id: true } })))
      throw new AppError("blog_not_found")
    if ((await tx.receiverSource.count({ where: { blogId } })) >= MAX_SOURCES)
      throw new AppError("invalid_input", {
        issues: [{ path: "name", message: `A live blog has at most ${MAX_SOURCES} sources.` }],
      })
    const made = await tx.receiverSource.create({
      data: { id: newId("source"), blogId, kind, name, settings, secrets: sealed },
    })
    await recordSourceEvent(tx, actor, made, "source.create")
    return made
  })
  const source = toSourceSummary(row)
  if (!source) throw new Error(`The source ${row.id} has an unknown kind.`)
  return { source, secret: receiver.connect ? null : secret }
}

/** Changes name, settings or secrets, or pauses. Throws `forbidden`, `source_not_found`, `invalid_input`. */
export async function editSource(actor: Actor, sourceId: string, input: EditSourceInput): Promise<SourceSummary> {
  const { name, settings, secrets, paused } = parseInput(editSourceSchema, input)
  const before = await requireSource(actor, sourceId)
  const given = Object.entries(secrets ?? {}).filter(([, value]) => value !== "")
  const kind = parseKind(before.kind)
  let sealed: string | undefined
  if (given.length > 0) {
    const old = await openSecrets(before.secrets)
    const own = RECEIVERS[kind].ownSecret?.name
    const kept = own && old?.[own] ? { [own]: old[own] } : {}
    const { [own ?? ""]: _own, ...entered } = { ...old, ...Object.fromEntries(given) }
    sealed = await sealSecrets({ ...parseSecrets(RECEIVERS[kind], entered), ...kept })
  }
  const row = await transaction(async (tx) => {
    const after = await tx.receiverSource.update({
      where: { id: sourceId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(settings === undefined ? {} : { settings }),
        ...(sealed === undefined ? {} : { secrets: sealed }),
        ...(paused === undefined ? {} : { pausedAt: paused ? (before.pausedAt ?? new Date()) : null }),
      },
    })
    const action = paused === undefined ? "source.edit" : paused ? "source.pause" : "source.resume"
    await recordSourceEvent(tx, actor, after, action)
    return after
  })
  const source = toSourceSummary(row)
  if (!source) throw new AppError("source_not_found")
  return source
}

/** Deletes a source: its address stops working; its posts stay. Throws `forbidden`, `source_not_found`. */
export async function deleteSource(actor: Actor, sourceId: string): Promise<void> {
  const source = await requireSource(actor, sourceId)
  await transaction(async (tx) => {
    await tx.receiverSource.deleteMany({ where: { id: sourceId } })
    await recordSourceEvent(tx, actor, source, "source.delete")
  })
}

/** Has the source send its messages here. Returns why it does not, or null. */
export async function connectSource(actor: Actor, sourceId: string): Promise<string | null> {
  const row = await requireSource(actor, sourceId)
  const { connect } = RECEIVERS[parseKind(row.kind)]
  if (!connect) return null
  const secrets = await openSecrets(row.secrets)
  if (!secrets) throw new AppError("secrets_unreadable")
  return connect(addressOfSource(row), secrets).catch((error: unknown) => {
    if (!isFetchRefused(error)) throw error
    return `${RECEIVERS[parseKind(row.kind)].label} refused or could not be reached. Check the token, then try again.`
  })
}

/** A source with its opened secrets, for receiving and delivering. */
export type OpenSource = { id: string; blogId: string; kind: SourceKind; name: string; paused: boolean } & {
  receiver: Receiver
  secrets: Secrets
  settings: SourceSettings
  context: RenderContext
}

/** Throws `source_not_found`, `secrets_unreadable`. */
export async function openSource(sourceId: string, kind?: string): Promise<OpenSource> {
  const row = await db().receiverSource.findUnique({ where: { id: sourceId } })
  if (!row || (kind !== undefined && row.kind !== kind)) throw new AppError("source_not_found")
  const known = parseKind(row.kind)
  const secrets = await openSecrets(row.secrets)
  if (!secrets) throw new AppError("secrets_unreadable")
  const receiver = RECEIVERS[known]
  const settings = parseSettings(row.settings)
  const nameOf = async (id: string) => settings.bylines[id] ?? (await cachedName(row.id, receiver, id, secrets))
  const context = { settings, secrets, nameOf }
  const { id, blogId, name } = row
  return { id, blogId, kind: known, name, paused: row.pausedAt !== null, receiver, secrets, settings, context }
}

/** Who acts for a source; `approved`: a reaction that the newsroom chose lets the post through. */
export function toActor({ id, blogId, kind, name, settings }: OpenSource, { approved = false } = {}): Actor {
  const mayPublish = settings.delivery === "publish" || approved
  return { kind: "receiver", id, name, blogId, mayPublish, source: kind }
}

async function requireSource(actor: Actor, sourceId: string): Promise<SourceRow> {
  const row = await db().receiverSource.findUnique({ where: { id: sourceId } })
  if (!row) throw new AppError("source_not_found")
  authorize(actor, "blog.edit", { blogId: row.blogId })
  return row
}

function parseSecrets({ secretsSchema }: Receiver, secrets: Record<string, string>): Secrets {
  const result = secretsSchema.safeParse(secrets)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }))
  throw new AppError("invalid_input", { issues })
}

function recordSourceEvent(tx: Transaction, actor: Actor, { blogId, name, kind }: SourceRow, action: string) {
  const details = { title: name, kind }
  return recordAuditEvent(tx, { actor, blogId, at: new Date(), action, details })
}

function parseKind(kind: string): SourceKind {
  const known = SOURCE_KINDS.find((each) => each === kind)
  if (!known) throw new AppError("source_not_found")
  return known
}

/** Settings of an older release get the defaults of newer fields. */
function parseSettings(stored: unknown): SourceSettings {
  return sourceSettingsSchema.catch(sourceSettingsSchema.parse({})).parse(stored)
}

function addressOfSource({ id, kind }: Pick<SourceRow, "id" | "kind">): string {
  return absoluteUrl(paths.receiver(kind, id))
}

/** Null for a kind that this release does not know. */
function toSourceSummary(row: SourceRow): SourceSummary | null {
  const kind = SOURCE_KINDS.find((each) => each === row.kind)
  if (!kind) return null
  return {
    id: row.id,
    kind,
    name: row.name,
    settings: parseSettings(row.settings),
    address: addressOfSource(row),
    paused: row.pausedAt !== null,
    createdAt: row.createdAt.toISOString(),
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    problems: parseProblems(row.problems),
  }
}
