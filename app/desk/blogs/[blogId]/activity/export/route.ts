import { z } from "zod"
import { EXPORT_FORMATS, exportActivity } from "@/lib/blogs/export-activity"
import { activityQuerySchema } from "@/lib/blogs/read-activity"
import { answerHeaders } from "@/lib/headers/answer-headers"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"

const querySchema = activityQuerySchema.omit({ before: true }).extend({ format: z.enum(EXPORT_FORMATS) })
const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8" } as const

/** The audit log as a file. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params, request }) => {
  const given = Object.fromEntries(new URL(request.url).searchParams)
  const { format, ...query } = parseInput(querySchema, given)
  const body = await exportActivity(actor, params.blogId, query, format)
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="activity-${params.blogId}.${format}"`,
      "cache-control": "no-store",
      ...answerHeaders(),
    },
  })
})
