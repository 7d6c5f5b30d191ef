import { tellDoctor } from "@/lib/http/tell-doctor"
import { answerReady } from "@/lib/server/readiness"

export const dynamic = "force-dynamic"

/** The process can serve: 200, else 503 with what is missing. */
export async function GET(request: Request): Promise<Response> {
  const { status, headers, body } = await answerReady()
  const seen = status === 200 ? await tellDoctor(request.headers) : {}
  return new Response(body, { status, headers: { ...headers, ...seen } })
}
