import { z } from "zod"
import { readJson } from "@/lib/http/body"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { idField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import { listAutosaves, readAutosave, saveAutosave } from "@/lib/posts/autosave"
import { autosaveSchema } from "@/lib/posts/autosave-schema"

const oneSchema = z.object({ writer: idField, postId: idField.optional() })

/** What this person left unsaved here; with `writer`, the words of one. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params, request }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  if (!("writer" in query)) return json(200, { texts: await listAutosaves(actor, params.blogId) })
  const { writer, postId } = parseInput(oneSchema, query)
  return json(200, await readAutosave(actor, params.blogId, { writer, postId: postId ?? null }))
})

/** Keeps a text while it is written. A plain request and no server action, so that it can still be sent by a page that closes. */
export const POST = route<{ blogId: string }>("session", async ({ actor, params, request }) =>
  json(200, await saveAutosave(actor, params.blogId, parseInput(autosaveSchema, await readJson(request)))),
)
