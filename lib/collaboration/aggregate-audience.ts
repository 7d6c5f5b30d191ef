import { z } from "zod"
import type { BlogHealth } from "./types"

const reportSchema = z.object({
  readers: z.record(z.string(), z.number()),
  reached: z.union([
    z.object({ version: z.number(), at: z.string(), pages: z.number(), delays: z.array(z.number()) }),
    z.object({}).transform(() => null),
  ]),
})
export type ReportRow = z.input<typeof reportSchema>

type Summary = Pick<BlogHealth, "readers" | "reached" | "delays">

/**
 * What all processes know of a blog's readers, in one. Never more pages than there are readers: what a sample makes of
 * itself is an estimate, and a claim that is too high would be a lie.
 */
export function aggregateReports(
  rows: ReportRow[],
  blog: { version: number; changedAt: Date },
  pusher: { count: number; note: string | null },
): Summary {
  const reports = rows.flatMap((row) => reportSchema.safeParse(row).data ?? [])
  const counts = new Map<string, number>()
  for (const { readers } of reports) {
    for (const [way, count] of Object.entries(readers)) counts.set(way, (counts.get(way) ?? 0) + count)
  }
  if (pusher.count > 0) counts.set("pusher", pusher.count)
  const ways = [...counts].map(([way, count]) => ({ way, count })).sort((a, b) => b.count - a.count)
  const total = ways.reduce((sum, { count }) => sum + count, 0)

  const steps = reports.flatMap(({ reached }) => reached ?? [])
  const version = Math.max(0, ...steps.map((step) => step.version))
  const newest = steps.filter((step) => step.version === version)
  const pages = Math.min(
    newest.reduce((sum, step) => sum + step.pages, 0),
    total,
  )
  const isNewest = version === blog.version
  const at = isNewest ? blog.changedAt.toISOString() : (newest[0]?.at ?? "")
  return {
    readers: { total, ways, note: pusher.note },
    reached: pages > 0 ? { version, at, pages, newest: isNewest } : null,
    delays: percentiles(steps.flatMap((step) => step.delays)),
  }
}

function percentiles(delays: number[]): BlogHealth["delays"] {
  if (delays.length === 0) return null
  const sorted = [...delays].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95), count: sorted.length }
}
