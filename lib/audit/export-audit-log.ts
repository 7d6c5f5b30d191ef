import type { Actor } from "@/lib/permissions/actor"
import { type AuditLine, type AuditQuery, readAllAuditEvents, requireReadable } from "./read-audit-log"

export const EXPORT_FORMATS = ["csv", "jsonl"] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const COLUMNS = [
  "at",
  "actorName",
  "actorId",
  "source",
  "action",
  "postId",
  "revision",
  "groupId",
  "details",
  "id",
] as const satisfies (keyof AuditLine)[]

/**
 * The audit log as CSV or JSON Lines, sent while it is read: memory does not grow with its length. Permission is checked
 * before the first byte.
 */
export async function exportAuditLog(
  actor: Actor,
  blogId: string,
  query: AuditQuery,
  format: ExportFormat,
): Promise<ReadableStream<Uint8Array>> {
  await requireReadable(actor, blogId)
  const pages = readAllAuditEvents(actor, blogId, query)
  const encoder = new TextEncoder()
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  let head = format === "csv" ? `\uFEFF${COLUMNS.join(",")}\r\n` : ""
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value: lines, done } = await pages.next()
      const text = head + (lines ?? []).map(format === "csv" ? toCsv : toJson).join("")
      head = ""
      if (text !== "") controller.enqueue(encoder.encode(text))
      if (done) controller.close()
    },
    cancel: async () => void (await pages.return()),
  })
}

function toJson(line: AuditLine): string {
  return `${JSON.stringify(line)}\n`
}

function toCsv(line: AuditLine): string {
  const cells = COLUMNS.map((name) => {
    const value = line[name]
    return csvCell(typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? ""))
  })
  return `${cells.join(",")}\r\n`
}

/**
 * One cell of CSV. What a spreadsheet would take for a formula is written as text: names and titles come from people, and
 * a title may be `=HYPERLINK(...)`.
 */
export function csvCell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) || harmless !== text ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
