import { answer } from "@/lib/http/answer"
import { readJson } from "@/lib/http/read-body"
import { route } from "@/lib/http/route"
import { sayHere } from "@/lib/together/say-here"

/** Who is at the desk, said every few seconds while it is open. */
export const POST = route<{ blogId: string }>("session", async ({ actor, params, request }) =>
  answer(200, await sayHere(actor, params.blogId, await readJson(request))),
)
