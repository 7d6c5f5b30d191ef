import { z } from "zod"
import { Prisma, type Transaction } from "@/lib/db/client"
import type { ReceivedEvent } from "./receiver"

/** An album's photos come one by one: its post waits for the last of them. */
const ALBUM_WAIT_MS = 1_500

export type MessageRow = Prisma.ReceivedMessageGetPayload<object>

const marksSchema = z.record(z.string(), z.object({ on: z.boolean(), revision: z.number() }))
type Marks = z.infer<typeof marksSchema>

export function parseMarks(stored: unknown): Marks {
  return marksSchema.catch({}).parse(stored)
}

/**
 * Merges events into the rows of their messages. Each part of a message keeps its newest state by the source's own order,
 * and a deletion is final: so repeated and reordered events lead to the same rows.
 */
export async function storeEvents(tx: Transaction, sourceId: string, events: ReceivedEvent[]): Promise<void> {
  // In the order of ids, so that two requests never wait for each other.
  const ordered = [...events].sort((a, b) => (a.messageId < b.messageId ? -1 : 1))
  for (const event of ordered) {
    const { messageId } = event
    const postKey = event.kind === "text" ? event.postKey : messageId
    await tx.receivedMessage.createMany({ data: [{ sourceId, messageId, postKey }], skipDuplicates: true })
    const [before] = await tx.$queryRaw<LockedMessage[]>(Prisma.sql`
      select payload, revision, deleted, marks from received_message
      where source_id = ${sourceId} and message_id = ${messageId} for update`)
    const data = before && mergeEvent(before, event)
    if (!data) continue
    const wait = event.kind === "text" && event.more ? ALBUM_WAIT_MS : 0
    const where = { sourceId_messageId: { sourceId, messageId } }
    await tx.receivedMessage.update({
      where,
      data: { ...data, attempts: 0, dueAt: new Date(Date.now() + wait) },
    })
  }
}

type LockedMessage = Pick<MessageRow, "payload" | "revision" | "deleted" | "marks">

/** What an event changes of a message; null: nothing. */
function mergeEvent(before: LockedMessage, event: ReceivedEvent): Prisma.ReceivedMessageUpdateInput | null {
  switch (event.kind) {
    case "delete":
      return before.deleted ? null : { deleted: true, payload: Prisma.DbNull }
    case "text": {
      if (before.deleted || (before.payload !== null && event.revision <= before.revision)) return null
      const { postKey, position, sender, revision } = event
      return { payload: event.payload as Prisma.InputJsonObject, postKey, position, sender, revision }
    }
    case "mark": {
      const marks = parseMarks(before.marks)
      const key = `${event.mark} ${event.by}`
      const known = marks[key]
      if (known && event.revision <= known.revision) return null
      return { marks: { ...marks, [key]: { on: event.on, revision: event.revision } } }
    }
  }
}
