import { checkReady } from "@/lib/server/readiness"

export const dynamic = "force-dynamic"

/** The process can serve: 200, else 503 with what is missing. */
export async function GET(): Promise<Response> {
  const readiness = await checkReady()
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "Cache-Control": "no-store" } })
}
