import { z } from "zod"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { hashSecret, isSecret, newSecret } from "@/lib/secret-token"
import { fetchServiceJson } from "./fetch-service"
import type { ParsedRequest, Receiver, RemoteFile, Secrets, Sender } from "./receiver"
import { blocksFromRuns } from "./rich-text"
import { telegramEntitySchema, telegramRuns } from "./telegram-text"

const SECRET_HEADER = "x-telegram-bot-api-secret-token"
/** More than Telegram lets people write. */
const MAX_TEXT = 20_000
const UPDATES = ["message", "edited_message", "channel_post", "edited_channel_post"] as const

const person = z.object({ id: z.number(), first_name: z.string().default(""), last_name: z.string().default("") })
const chat = z.object({ id: z.number(), title: z.string().optional(), username: z.string().optional() })
const photo = z.object({
  file_id: z.string().max(300),
  file_unique_id: z.string().max(100),
  width: z.number().default(0),
})
const origin = z.object({
  sender_user: person.optional(),
  sender_user_name: z.string().optional(),
  sender_chat: chat.optional(),
  chat: chat.optional(),
})
const messageSchema = z.object({
  message_id: z.number().int(),
  date: z.number().default(0),
  edit_date: z.number().optional(),
  chat,
  from: person.extend({ is_bot: z.boolean().default(false) }).optional(),
  sender_chat: chat.optional(),
  author_signature: z.string().optional(),
  media_group_id: z.string().max(100).optional(),
  text: z.string().max(MAX_TEXT).optional(),
  entities: z.array(telegramEntitySchema).default([]),
  caption: z.string().max(MAX_TEXT).optional(),
  caption_entities: z.array(telegramEntitySchema).default([]),
  photo: z.array(photo).optional(),
  forward_origin: origin.optional(),
})
type TelegramMessage = z.infer<typeof messageSchema>

const updateSchema = z.object({
  update_id: z.number().int(),
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  channel_post: messageSchema.optional(),
  edited_channel_post: messageSchema.optional(),
})

const payloadSchema = z.object({
  text: z.string(),
  entities: z.array(telegramEntitySchema),
  photo: z.object({ id: z.string(), key: z.string() }).nullable(),
  forwarded: z.string().nullable(),
})

/** Telegram's bot webhook: https://core.telegram.org/bots/api#setwebhook. Bots are not informed about deletions. */
export const telegram: Receiver = {
  label: "Telegram",
  secretsSchema: z.strictObject({
    botToken: z
      .string()
      .trim()
      .regex(/^\d{5,20}:[\w-]{30,80}$/, "Paste the token that @BotFather gave you, as in 123456:ABC-DEF…"),
  }),
  ownSecret: { name: "webhookSecret", make: () => `rs_${newSecret()}` },

  verify({ headers }, secrets) {
    const sent = headers.get(SECRET_HEADER) ?? ""
    if (!isSecret(sent, hashSecret(secrets.webhookSecret ?? ""))) throw new AppError("wrong_signature")
  },

  parse(body, settings) {
    const result = updateSchema.safeParse(body)
    // A refusal would have Telegram repeat it for hours.
    if (!result.success) return { events: [], problems: ["A Telegram update could not be read."] }
    const update = result.data
    const message = UPDATES.map((kind) => update[kind]).find((each) => each !== undefined)
    if (!message) return { events: [] }
    const place = String(message.chat.id)
    if (!settings.places.includes(place)) return foreignChat(message, place)
    if (message.from?.is_bot && !message.sender_chat && !settings.allowBots) return { events: [] }
    if (message.text?.startsWith("/")) return { events: [] }
    return toEvent(message, update.update_id)
  },

  async render(payload, { secrets }) {
    const { text, entities, photo, forwarded } = payloadSchema.parse(payload)
    const blocks = blocksFromRuns(telegramRuns(text, entities))
    if (forwarded)
      blocks.push({
        type: "paragraph",
        content: [{ type: "text", text: `Forwarded from ${forwarded}`, marks: [{ type: "italic" }] }],
      })
    const files: RemoteFile[] = photo ? [{ key: photo.key, alt: "", locate: () => locateFile(photo.id, secrets) }] : []
    return { blocks, files }
  },

  sample: (text) => ({ text, entities: [], photo: null, forwarded: null }),

  async connect(address, secrets) {
    const query = new URLSearchParams({
      url: address,
      secret_token: secrets.webhookSecret ?? "",
      allowed_updates: JSON.stringify(UPDATES),
    })
    const answer = await fetchServiceJson(`${botUrl(secrets)}/setWebhook?${query}`)
    const { ok, description } = z.object({ ok: z.boolean(), description: z.string().optional() }).parse(answer)
    return ok ? null : `Telegram refused: ${description ?? "no reason given"}.`
  },
}

function toEvent(message: TelegramMessage, updateId: number): ParsedRequest {
  const text = message.text ?? message.caption ?? ""
  // The last size is the largest.
  const picture = message.photo?.at(-1)
  if (text.trim() === "" && !picture) {
    return { events: [], problems: ["A Telegram message had neither text nor a photo, so it did not become a post."] }
  }
  const { media_group_id: album, message_id: id } = message
  return {
    events: [
      {
        kind: "text",
        messageId: `${message.chat.id}:${id}`,
        postKey: album ? `album:${album}` : `${message.chat.id}:${id}`,
        position: id,
        // An update's number orders the edits of one second.
        revision: (message.edit_date ?? message.date) * 1_000_000 + (updateId % 1_000_000),
        payload: {
          text,
          entities: message.text === undefined ? message.caption_entities : message.entities,
          photo: picture ? { id: picture.file_id, key: picture.file_unique_id } : null,
          forwarded: forwardedName(message),
        } satisfies z.input<typeof payloadSchema>,
        sender: senderOf(message),
        more: album !== undefined,
      },
    ],
  }
}

function foreignChat(message: TelegramMessage, place: string): ParsedRequest {
  const name = message.chat.title ?? message.chat.username
  const called = name ? `“${name.slice(0, 60)}” ` : ""
  return {
    events: [],
    problems: [
      `A message came from the chat ${called}(${place}), which is not listed. Add ${place} to take its messages.`,
    ],
  }
}

function senderOf({ from, sender_chat, author_signature }: TelegramMessage): Sender {
  if (sender_chat || !from) return { id: sender_chat ? String(sender_chat.id) : undefined, name: author_signature }
  return { id: String(from.id), name: fullName(from) }
}

function forwardedName({ forward_origin }: TelegramMessage): string | null {
  if (!forward_origin) return null
  const { sender_user, sender_user_name, sender_chat, chat: channel } = forward_origin
  const name = sender_user ? fullName(sender_user) : (sender_user_name ?? (sender_chat ?? channel)?.title)
  return name?.toWellFormed().replaceAll("\0", " ").slice(0, 120).trim() || null
}

function fullName({ first_name, last_name }: { first_name: string; last_name: string }): string {
  return `${first_name} ${last_name}`.trim()
}

async function locateFile(fileId: string, secrets: Secrets) {
  const answer = await fetchServiceJson(`${botUrl(secrets)}/getFile?${new URLSearchParams({ file_id: fileId })}`)
  const { result } = z.object({ result: z.object({ file_path: z.string() }) }).parse(answer)
  const path = result.file_path.split("/").map(encodeURIComponent).join("/")
  return { url: `${env().TELEGRAM_API}/file/bot${secrets.botToken}/${path}` }
}

function botUrl({ botToken }: Secrets): string {
  return `${env().TELEGRAM_API}/bot${botToken}`
}
