import { z } from "zod"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { requireUser } from "@/lib/permissions/require-user"
import { tabSchema } from "./authorize-stream"
import { processDeskHub } from "./desk-broker"
import { MAX_EDITED_POSTS } from "./presence"
import type { DeskSnapshot } from "./types"

const hereSchema = z.object({
  tab: tabSchema,
  writing: z.boolean().default(false),
  /** Ids of the posts that are open for editing. */
  editing: z
    .array(z.string().regex(/^[a-z0-9_]{1,40}$/))
    .max(MAX_EDITED_POSTS)
    .default([]),
  /** The tab is seen no more. */
  leaving: z.boolean().default(false),
})

/**
 * Records where a person is and what they do, for their colleagues. Returns the state that a desk's
 * stream sends, for desks without one. Throws `forbidden`, `blog_not_found`, `invalid_input`.
 */
export async function updatePresence(actor: Actor, blogId: string, input: unknown): Promise<DeskSnapshot> {
  const { id: userId } = requireUser(actor)
  const { tab, leaving, ...doing } = parseInput(hereSchema, input)
  await requireBlog(actor, blogId)
  const where = { blogId, userId, tab }
  if (!leaving) return processDeskHub().heartbeat(where, doing)
  await processDeskHub().leaveTab(where)
  return { people: [], vitals: null }
}
