import { z } from "zod"
import { readJson } from "@/lib/http/body"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { fetchLinkPreview } from "@/lib/link-previews/fetch-preview"
import { parseInput } from "@/lib/parse-input"

const schema = z.object({ url: z.string().max(2_000) })

/** Not a server action: those of one page run one after another, and other sites may take their time. */
export const POST = route("session", async ({ actor, request }) => {
  const { url } = parseInput(schema, await readJson(request))
  return json(200, await fetchLinkPreview(actor, url))
})
