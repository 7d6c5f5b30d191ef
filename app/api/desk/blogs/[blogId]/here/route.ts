import { updatePresence } from "@/lib/collaboration/update-presence"
import { readJson } from "@/lib/http/body"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"

/** Who is at the desk, said every few seconds while it is open. */
export const POST = route<{ blogId: string }>("session", async ({ actor, params, request }) =>
  json(200, await updatePresence(actor, params.blogId, await readJson(request))),
)
