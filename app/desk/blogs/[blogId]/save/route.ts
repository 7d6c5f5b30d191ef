import { readJson } from "@/lib/http/body"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { savePostOnce } from "@/lib/posts/save-from-outbox"

/**
 * Where a save goes that got no answer: a plain request, which can be given up and which a page of before the last
 * deployment can still make. Server actions can do neither.
 */
export const POST = route<{ blogId: string }>("session", async ({ actor, params, request }) =>
  json(200, { post: await savePostOnce(actor, params.blogId, await readJson(request)) }),
)
