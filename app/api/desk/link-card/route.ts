import { z } from "zod"
import { answer } from "@/lib/http/answer"
import { readJson } from "@/lib/http/read-body"
import { route } from "@/lib/http/route"
import { fetchCard } from "@/lib/link-cards/fetch-card"
import { parseInput } from "@/lib/parse-input"

const schema = z.object({ url: z.string().max(2_000) })

/** Not a server action: those of one page run one after another, and other sites may take their time. */
export const POST = route("session", async ({ actor, request }) => {
  const { url } = parseInput(schema, await readJson(request))
  return answer(200, await fetchCard(actor, url))
})
