import { z } from "zod"
import { lineField, linesField } from "@/lib/input-fields"

export const SOURCE_KINDS = ["telegram", "slack", "webhook"] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

const MAX_PLACES = 20
const MAX_BYLINES = 200

const name = lineField.max(120, "Use at most 120 characters.")
const place = lineField.min(1).max(100, "Use at most 100 characters.")
const emoji = lineField
  .max(60, "Use at most 60 characters.")
  .transform((text) => text.replaceAll(":", "").trim())
  .default("")
const fieldPath = lineField.max(200, "Use at most 200 characters.").default("")

export const sourceSettingsSchema = z.strictObject({
  /** Where posts go: straight to readers, or to the approval queue. */
  delivery: z.enum(["queue", "publish"]).default("queue"),
  /** Chats or channels whose messages become posts; a message from another place is reported and dropped. */
  places: z.array(place).max(MAX_PLACES, `Enter at most ${MAX_PLACES}.`).default([]),
  /** Byline by the sender's id. */
  bylines: z
    .record(z.string().max(100), name)
    .refine((list) => Object.keys(list).length <= MAX_BYLINES, `Enter at most ${MAX_BYLINES} bylines.`)
    .default({}),
  /** Byline of every other sender; empty: the sender's own name. */
  byline: name.default(""),
  /** Replies of a thread: part of its post, or posts of their own. */
  threads: z.enum(["join", "separate"]).default("join"),
  allowBots: z.boolean().default(false),
  /** Emoji that publish, mark a key event, or hold back; empty: none. */
  reactions: z.strictObject({ publish: emoji, keyEvent: emoji, hold: emoji }).prefault({}),
  /** Where in its JSON a webhook has each value, as in `data.headline`; empty: the field of the same name. */
  fields: z
    .strictObject({
      id: fieldPath,
      title: fieldPath,
      text: fieldPath,
      author: fieldPath,
      revision: fieldPath,
      deleted: fieldPath,
      picture: fieldPath,
    })
    .prefault({}),
})

export type SourceSettings = z.infer<typeof sourceSettingsSchema>

export const createSourceSchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  name: name.min(1, "Enter a name."),
  secrets: z.record(z.string(), linesField.max(500, "Use at most 500 characters.")).default({}),
  settings: sourceSettingsSchema.prefault({}),
})
export type CreateSourceInput = z.input<typeof createSourceSchema>

export const editSourceSchema = z.strictObject({
  name: name.min(1, "Enter a name.").optional(),
  /** Replaces the settings. */
  settings: sourceSettingsSchema.optional(),
  /** Replaces secrets that are not empty. */
  secrets: z.record(z.string(), linesField.max(500, "Use at most 500 characters.")).optional(),
  paused: z.boolean().optional(),
})
export type EditSourceInput = z.input<typeof editSourceSchema>
