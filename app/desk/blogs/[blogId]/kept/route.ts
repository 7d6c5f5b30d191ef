import { z } from "zod"
import { answer } from "@/lib/http/answer"
import { readJson } from "@/lib/http/read-body"
import { route } from "@/lib/http/route"
import { idField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import { keepTextSchema } from "@/lib/posts/kept-text-schema"
import { keepText, listKeptTexts, readKeptText } from "@/lib/posts/kept-texts"

const oneSchema = z.object({ writer: idField, postId: idField.optional() })

/** What this person left unsaved here; with `writer`, the words of one. */
export const GET = route<{ blogId: string }>("session", async ({ actor, params, request }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  if (!("writer" in query)) return answer(200, { texts: await listKeptTexts(actor, params.blogId) })
  const { writer, postId } = parseInput(oneSchema, query)
  return answer(200, await readKeptText(actor, params.blogId, { writer, postId: postId ?? null }))
})

/** Keeps a text while it is written. A plain request and no server action, so that it can still be sent by a page that closes. */
export const POST = route<{ blogId: string }>("session", async ({ actor, params, request }) =>
  answer(200, await keepText(actor, params.blogId, parseInput(keepTextSchema, await readJson(request)))),
)
