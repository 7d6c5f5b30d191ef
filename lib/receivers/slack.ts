import { z } from "zod"
import { env } from "@/lib/env"
import { fetchServiceJson } from "./fetch-service"
import type { MarkName, ParsedRequest, ReceivedEvent, Receiver, RemoteFile, Secrets } from "./receiver"
import { blocksFromRuns } from "./rich-text"
import { requireRecent, requireSignature } from "./signatures"
import { mentionedPeople, slackRuns } from "./slack-text"
import type { SourceSettings } from "./source-schemas"

const MAX_EMOJI = 200
/** More than Slack lets people write. */
const MAX_TEXT = 50_000

const timestamp = z.string().regex(/^\d{1,12}\.\d{1,6}$/)
const fileSchema = z.object({
  id: z.string(),
  mimetype: z.string().default(""),
  mode: z.string().default(""),
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
  alt_txt: z.string().optional(),
})
const messageSchema = z.object({
  type: z.literal("message").optional(),
  subtype: z.string().optional(),
  ts: timestamp,
  thread_ts: timestamp.optional(),
  user: z.string().max(100).optional(),
  bot_id: z.string().optional(),
  username: z.string().optional(),
  text: z.string().max(MAX_TEXT).default(""),
  blocks: z.unknown().optional(),
  files: z.array(fileSchema).default([]),
})
type SlackMessage = z.infer<typeof messageSchema>

const eventSchema = z.union([
  z.object({
    type: z.literal("message"),
    subtype: z.literal("message_changed"),
    channel: z.string(),
    event_ts: timestamp,
    message: messageSchema,
  }),
  z.object({
    type: z.literal("message"),
    subtype: z.literal("message_deleted"),
    channel: z.string(),
    event_ts: timestamp,
    deleted_ts: timestamp,
  }),
  messageSchema.extend({ type: z.literal("message"), channel: z.string(), event_ts: timestamp }),
  z.object({
    type: z.enum(["reaction_added", "reaction_removed"]),
    user: z.string().max(100),
    reaction: z.string(),
    item: z.object({ type: z.literal("message"), channel: z.string(), ts: timestamp }),
    event_ts: timestamp,
  }),
])
const requestSchema = z.object({
  type: z.string(),
  challenge: z.string().max(500).optional(),
  event: z.unknown().optional(),
})

const payloadSchema = z.object({
  text: z.string(),
  emoji: z.record(z.string(), z.string()),
  files: z.array(z.object({ id: z.string(), url: z.string(), alt: z.string() })),
})

/** Messages that people write; all other subtypes are Slack's own remarks. */
const WRITTEN = new Set(["", "file_share", "thread_broadcast", "me_message", "bot_message"])

/** Slack's Events API: https://docs.slack.dev/apis/events-api. */
export const slack: Receiver = {
  label: "Slack",
  secretsSchema: z.strictObject({
    signingSecret: z
      .string()
      .trim()
      .regex(/^[a-f0-9]{16,128}$/i, "Paste the signing secret from your app's Basic Information page."),
    botToken: z
      .string()
      .trim()
      .regex(/^(xoxb-[\w-]{6,300})?$/, "Paste the bot token, which starts with xoxb-.")
      .default(""),
  }),

  verify({ headers, body }, secrets, now) {
    const time = headers.get("x-slack-request-timestamp") ?? ""
    const sent = headers.get("x-slack-signature")?.replace(/^v0=/, "") ?? ""
    requireSignature(Buffer.from(secrets.signingSecret ?? ""), [Buffer.from(`v0:${time}:`), body], [sent], "hex")
    requireRecent(time, now)
  },

  parse(body, settings) {
    const request = requestSchema.safeParse(body)
    if (!request.success) return { events: [] }
    const { type, challenge, event } = request.data
    if (type === "url_verification") return { events: [], reply: { challenge } }
    const known = eventSchema.safeParse(event)
    if (!known.success) return { events: [], problems: isMessage(event) ? [UNREADABLE] : [] }
    const place = "item" in known.data ? known.data.item.channel : known.data.channel
    if (!settings.places.includes(place)) return foreignChannel(known.data.type, place)
    return { events: toEvents(known.data, settings) }
  },

  async render(payload, { secrets, nameOf }) {
    const { text, emoji, files } = payloadSchema.parse(payload)
    const people = await Promise.all(mentionedPeople(text).map(async (id) => [id, await nameOf(id)] as const))
    const names = new Map(people)
    const runs = slackRuns(text, {
      person: (id) => names.get(id) ?? null,
      emoji: (name) => (Object.hasOwn(emoji, name) ? (emoji[name] ?? null) : null),
    })
    const pictures = files.map(({ id, url, alt }): RemoteFile => {
      return { key: id, alt, locate: async () => ({ url, ...authorizationFor(url, secrets) }) }
    })
    return { blocks: blocksFromRuns(runs), files: pictures }
  },

  sample: (text) => ({ text, emoji: {}, files: [] }),

  async findName(senderId, secrets) {
    if (!secrets.botToken) return null
    const query = new URLSearchParams({ user: senderId })
    const answer = await fetchServiceJson(`${env().SLACK_API}/users.info?${query}`, `Bearer ${secrets.botToken}`)
    const profile = z.object({ display_name: z.string().default(""), real_name: z.string().default("") })
    const { user } = z.object({ user: z.object({ profile }) }).parse(answer)
    return user.profile.real_name || user.profile.display_name || null
  },
}

const UNREADABLE = "A Slack message could not be read, so it did not become a post."

function isMessage(event: unknown): boolean {
  return typeof event === "object" && event !== null && "type" in event && event.type === "message"
}

function toEvents(event: z.infer<typeof eventSchema>, settings: SourceSettings): ReceivedEvent[] {
  if ("item" in event) return toMarks(event, settings)
  const revision = microseconds(event.event_ts)
  if ("deleted_ts" in event) return [{ kind: "delete", messageId: `${event.channel}:${event.deleted_ts}`, revision }]
  const message = "message" in event ? event.message : event
  const messageId = `${event.channel}:${message.ts}`
  if (message.subtype === "tombstone") return [{ kind: "delete", messageId, revision }]
  if (!WRITTEN.has(message.subtype ?? "")) return []
  if ((message.bot_id || message.subtype === "bot_message") && !settings.allowBots) return []
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts
  const joins = isReply && settings.threads === "join"
  return [
    {
      kind: "text",
      messageId,
      postKey: joins ? `${event.channel}:${message.thread_ts}` : messageId,
      position: microseconds(message.ts),
      revision,
      payload: payloadOf(message),
      sender: { id: message.user, ...(message.user ? {} : { name: message.username }) },
    },
  ]
}

function payloadOf({ text, blocks, files }: SlackMessage): z.infer<typeof payloadSchema> {
  return {
    text,
    emoji: findEmoji(blocks),
    files: files.flatMap(({ id, mimetype, mode, url_private_download, url_private, alt_txt }) => {
      const url = url_private_download ?? url_private
      // Files of other services are links; ours fetch none of them.
      if (!url || mode === "external" || mode === "tombstone" || !mimetype.startsWith("image/")) return []
      return [{ id, url, alt: alt_txt ?? "" }]
    }),
  }
}

/** The characters of the emoji in a message's blocks, by name: its text has the names alone. */
function findEmoji(blocks: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null || Object.keys(found).length >= MAX_EMOJI) return
    if ("type" in value && value.type === "emoji" && "name" in value && "unicode" in value) {
      const codes = String(value.unicode)
        .split("-")
        .map((code) => Number.parseInt(code, 16))
      if (codes.every((code) => code > 0x20 && code <= 0x10ffff))
        found[String(value.name)] = String.fromCodePoint(...codes)
    }
    for (const child of Object.values(value)) look(child)
  }
  look(blocks)
  return found
}

type Reaction = Extract<z.infer<typeof eventSchema>, { item: object }>

function toMarks({ type, user, reaction, item, event_ts }: Reaction, { reactions }: SourceSettings): ReceivedEvent[] {
  const names: MarkName[] = ["publish", "keyEvent", "hold"]
  const on = type === "reaction_added"
  const of = { messageId: `${item.channel}:${item.ts}`, revision: microseconds(event_ts), by: user, on }
  return names
    .filter((mark) => reactions[mark] !== "" && reactions[mark] === reaction.split("::")[0])
    .map((mark) => ({ kind: "mark", mark, ...of }))
}

function foreignChannel(type: string, place: string): ParsedRequest {
  if (type !== "message") return { events: [] }
  return {
    events: [],
    problems: [`A message came from the channel ${place}, which is not listed. Add ${place} to take its messages.`],
  }
}

// "1355517523.000005": as a whole number, exact in a double.
function microseconds(ts: string): number {
  const [seconds = "0", rest = ""] = ts.split(".")
  return Number(seconds) * 1_000_000 + Number(rest.padEnd(6, "0"))
}

/** The bot's token goes to Slack alone. */
function authorizationFor(url: string, { botToken }: Secrets): { authorization?: string } {
  const host = URL.canParse(url) ? new URL(url).host : ""
  const isSlack = host === "slack.com" || host.endsWith(".slack.com") || host === new URL(env().SLACK_API).host
  return botToken && isSlack ? { authorization: `Bearer ${botToken}` } : {}
}
