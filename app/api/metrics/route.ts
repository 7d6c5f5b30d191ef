import { handleMetrics } from "@/lib/server/metrics"

export const dynamic = "force-dynamic"

/** The process's numbers for Prometheus; see `handleMetrics`. */
export async function GET(request: Request): Promise<Response> {
  const { status, headers, body } = await handleMetrics(request.headers.get("authorization"))
  return new Response(body, { status, headers })
}
