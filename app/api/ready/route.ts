import { answerReady } from "@/lib/server/readiness"

export const dynamic = "force-dynamic"

/** The process can serve: 200, else 503 with what is missing. */
export async function GET(): Promise<Response> {
  const { status, headers, body } = await answerReady()
  return new Response(body, { status, headers })
}
