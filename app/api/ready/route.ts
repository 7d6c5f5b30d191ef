import { diagnosticsHeaders } from "@/lib/http/diagnostics"
import { toResponse, withHeaders } from "@/lib/http/payload"
import { handleReady } from "@/lib/server/readiness"

export const dynamic = "force-dynamic"

/** The process can serve: 200, else 503 with what is missing. */
export async function GET(request: Request): Promise<Response> {
  const payload = await handleReady()
  const seen = payload.status === 200 ? await diagnosticsHeaders(request.headers) : {}
  return toResponse(withHeaders(payload, seen))
}
