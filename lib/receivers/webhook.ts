import { createHash, randomBytes } from "node:crypto"
import { z } from "zod"
import { documentFromText } from "@/lib/content/plain-text"
import { AppError } from "@/lib/errors"
import { hashSecret, isSecret } from "@/lib/secret-token"
import type { RawRequest, Receiver, RemoteFile, Secrets } from "./receiver"
import { requireRecent, requireSignature } from "./signatures"
import type { SourceSettings } from "./source-schemas"

const PREFIX = "whsec_"
const MAX_TEXT = 100 * 1024

type FieldName = keyof SourceSettings["fields"]

const payloadSchema = z.object({ title: z.string(), text: z.string(), picture: z.string().nullable() })

/**
 * Any program that sends JSON. It shows the secret as a Bearer token, or signs by Standard Webhooks
 * (https://www.standardwebhooks.com), which also refuses replays.
 */
export const webhook: Receiver = {
  label: "Webhook",
  secretsSchema: z.strictObject({}),
  ownSecret: { name: "secret", make: () => `${PREFIX}${randomBytes(32).toString("base64")}` },

  verify(request, secrets, now) {
    if (request.headers.has("webhook-signature")) return verifyStandard(request, secrets, now)
    const sent = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? ""
    if (!isSecret(sent.trim(), hashSecret(secrets.secret ?? ""))) throw new AppError("wrong_signature")
  },

  parse(body, { fields }, headers) {
    const read = (name: FieldName) => readPath(body, fields[name] || name)
    const id = toText(read("id"))
    if (id === "" || id.length > 200)
      refuse(fields.id || "id", "Send the message's own id here, in 1 to 200 characters.")
    const text = toText(read("text"))
    const title = toText(read("title"))
    if (text.length > MAX_TEXT) throw new AppError("post_too_large")
    const of = { messageId: id, revision: toRevision(read("revision"), fields.revision || "revision", headers) }
    if (read("deleted") === true) return { events: [{ kind: "delete", ...of }] }
    const picture = toText(read("picture")) || null
    if (title === "" && text === "" && !picture) refuse(fields.text || "text", "Send a text, a title or a picture.")
    const payload = { title, text, picture } satisfies z.infer<typeof payloadSchema>
    const sender = { name: toText(read("author")) || undefined }
    return { events: [{ kind: "text", ...of, postKey: id, position: 0, payload, sender }] }
  },

  async render(stored) {
    const { title, text, picture } = payloadSchema.parse(stored)
    const key = picture ? createHash("sha256").update(picture).digest("hex").slice(0, 20) : ""
    const files: RemoteFile[] = picture ? [{ key, alt: "", locate: async () => ({ url: picture }) }] : []
    return { title, blocks: documentFromText(text).content, files }
  },

  sample: (text) => ({ title: "", text, picture: null }),
}

function verifyStandard({ headers, body }: RawRequest, { secret = "" }: Secrets, now: Date): void {
  const [id, time] = [headers.get("webhook-id") ?? "", headers.get("webhook-timestamp") ?? ""]
  const sent = (headers.get("webhook-signature") ?? "").split(" ").slice(0, 10)
  const ours = sent.flatMap((each) => (each.startsWith("v1,") ? [each.slice(3)] : []))
  const key = Buffer.from(secret.slice(PREFIX.length), "base64")
  requireSignature(key, [Buffer.from(`${id}.${time}.`), body], ours, "base64")
  requireRecent(time, now)
}

/** A value by its path: names and positions with points between them, as in `data.items.0.headline`. */
function readPath(body: unknown, path: string): unknown {
  let value = body
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

function toText(value: unknown): string {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : ""
}

/** A number or a time. Without one, the order of arrival decides, and a late old edit cannot be told from a new one. */
function toRevision(value: unknown, path: string, headers: Headers): number {
  if (value === undefined || value === null) {
    const sent = Number(headers.get("webhook-timestamp"))
    return sent > 0 ? sent * 1_000 : Date.now()
  }
  const number = typeof value === "number" ? value : Date.parse(String(value))
  if (!Number.isFinite(number) || number < 0) refuse(path, "Send a number, or a time such as 2026-11-03T20:00:00Z.")
  return number
}

function refuse(path: string, message: string): never {
  throw new AppError("invalid_input", { issues: [{ path, message }] })
}
