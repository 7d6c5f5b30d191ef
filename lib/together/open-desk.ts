import { z } from "zod"
import type { UserActor } from "@/lib/auth/require-user"
import { requireActor } from "@/lib/auth/session"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { AppError } from "@/lib/errors"
import type { SsePipe } from "@/lib/live/sse"
import { parseInput } from "@/lib/parse-input"
import { DeskReader } from "./desk-reader"
import type { Where } from "./presence"
import { processDesks } from "./process-desks"

/** A tab's own random id: with the person's it tells tabs apart, and means nothing else. */
export const tabSchema = z.string().regex(/^[a-z0-9-]{8,40}$/, "This is no id of a tab.")
const streamSchema = z.object({ tab: tabSchema })

export type DeskRequest = { blogId: string; query: URLSearchParams; headers: Headers }
export type AdmittedDesk = { where: Where; check: () => Promise<Date | null> }

/**
 * Who asks for a desk's stream, and whether they may read it: asked at the start and again while it is open. Throws
 * `not_signed_in`, `forbidden`, `blog_not_found`, `invalid_input`.
 */
export async function requireDesk({ blogId, query, headers }: DeskRequest): Promise<AdmittedDesk> {
  const { tab } = parseInput(streamSchema, Object.fromEntries(query))
  // Of all headers only the cookie is held as long as the stream is.
  const cookie = new Headers({ cookie: headers.get("cookie") ?? "" })
  const { id: userId } = await requireReader(cookie, blogId)
  return {
    where: { blogId, userId, tab },
    check: async () => {
      const reader = await requireReader(cookie, blogId)
      // Another account in the same browser is another reader.
      if (reader.id !== userId) throw new AppError("not_signed_in")
      return reader.sessionEndsAt ?? null
    },
  }
}

/** Begins to tell an admitted reader of its desk. Returns the way to leave. */
export function joinDesk({ where, check }: AdmittedDesk, pipe: SsePipe): () => void {
  return processDesks().join(new DeskReader(where, pipe, check))
}

async function requireReader(headers: Headers, blogId: string): Promise<UserActor> {
  const actor = await requireActor(headers)
  await requireBlog(actor, blogId)
  if (actor.kind !== "user") throw new AppError("not_signed_in")
  return actor
}
