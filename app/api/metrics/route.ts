import { toResponse } from "@/lib/http/payload"
import { handleMetrics } from "@/lib/server/metrics"

export const dynamic = "force-dynamic"

/** The process's numbers for Prometheus; see `handleMetrics`. */
export async function GET(request: Request): Promise<Response> {
  return toResponse(await handleMetrics(request.headers.get("authorization")))
}
