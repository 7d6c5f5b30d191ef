import { z } from "zod"
import { requireActor } from "@/lib/auth/session"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import type { UserActor } from "@/lib/permissions/require-user"
import type { SsePipe } from "@/lib/realtime/encoders/sse-encoder"
import { processDeskHub } from "./desk-broker"
import { DeskConnection } from "./desk-stream"
import type { PresenceKey } from "./presence"

/** A tab's own random id: with the person's it tells tabs apart, and means nothing else. */
export const tabSchema = z.string().regex(/^[a-z0-9-]{8,40}$/, "This is no id of a tab.")
const streamSchema = z.object({ tab: tabSchema })

export type DeskRequest = { blogId: string; query: URLSearchParams; headers: Headers }
export type AuthorizedDesk = { where: PresenceKey; check: () => Promise<Date | null> }

/**
 * Who asks for a desk's stream, and whether they may read it: asked at the start and again while it is open. Throws
 * `not_signed_in`, `forbidden`, `blog_not_found`, `invalid_input`.
 */
export async function authorizeDeskStream({ blogId, query, headers }: DeskRequest): Promise<AuthorizedDesk> {
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
export function joinDesk({ where, check }: AuthorizedDesk, pipe: SsePipe): () => void {
  return processDeskHub().join(new DeskConnection(where, pipe, check))
}

async function requireReader(headers: Headers, blogId: string): Promise<UserActor> {
  const actor = await requireActor(headers)
  await requireBlog(actor, blogId)
  if (actor.kind !== "user") throw new AppError("not_signed_in")
  return actor
}
