import { z } from "zod"
import { EXPORT_FORMATS, exportAuditLog } from "@/lib/audit/export-audit-log"
import { auditQuerySchema } from "@/lib/audit/read-audit-log"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"
import { responseHeaders } from "@/lib/security-headers/response-headers"

const querySchema = auditQuerySchema.omit({ before: true }).extend({ format: z.enum(EXPORT_FORMATS) })
const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8" } as const

/** The audit log as a file. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params, request }) => {
  const given = Object.fromEntries(new URL(request.url).searchParams)
  const { format, ...query } = parseInput(querySchema, given)
  const body = await exportAuditLog(actor, params.blogId, query, format)
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="activity-${params.blogId}.${format}"`,
      "cache-control": "no-store",
      ...responseHeaders(),
    },
  })
})
