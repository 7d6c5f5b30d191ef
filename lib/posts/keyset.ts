import type { Prisma } from "@/lib/db/client"

/**
 * The condition for posts beyond one post in the order of a time and the id, for paging by key. The
 * inclusive bound on the time is what an index can use; the OR breaks ties. Raw SQL compares rows
 * instead: `(published_at, id) < (…)`.
 */
export function keyset(
  column: "publishedAt" | "createdAt" | "publishAt",
  comparison: "gt" | "lt" | "lte",
  { at, id }: { at: Date; id: string },
): Prisma.PostWhereInput {
  const [strict, inclusive] = comparison === "gt" ? (["gt", "gte"] as const) : (["lt", "lte"] as const)
  return { [column]: { [inclusive]: at }, OR: [{ [column]: { [strict]: at } }, { id: { [comparison]: id } }] }
}
