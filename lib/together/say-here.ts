import { z } from "zod"
import type { Actor } from "@/lib/auth/actor"
import { requireUser } from "@/lib/auth/require-user"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { parseInput } from "@/lib/parse-input"
import { tabSchema } from "./open-desk"
import { MOST_EDITED } from "./presence"
import { processDesks } from "./process-desks"
import type { DeskState } from "./state"

const hereSchema = z.object({
  tab: tabSchema,
  writing: z.boolean().default(false),
  /** Ids of the posts that are open for editing. */
  editing: z
    .array(z.string().regex(/^[a-z0-9_]{1,40}$/))
    .max(MOST_EDITED)
    .default([]),
  /** The tab is seen no more. */
  leaving: z.boolean().default(false),
})

/**
 * Tells colleagues that somebody is at a desk and what they do there, and answers with everything that a desk's stream
 * tells, for desks that have none. Throws `forbidden`, `blog_not_found`, `invalid_input`.
 */
export async function sayHere(actor: Actor, blogId: string, input: unknown): Promise<DeskState> {
  const { id: userId } = requireUser(actor)
  const { tab, leaving, ...doing } = parseInput(hereSchema, input)
  await requireBlog(actor, blogId)
  const where = { blogId, userId, tab }
  if (!leaving) return processDesks().hear(where, doing)
  await processDesks().hearLeave(where)
  return { people: [], vitals: null }
}
