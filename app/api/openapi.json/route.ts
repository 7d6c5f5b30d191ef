import { cacheableResponse } from "@/lib/http/etag"
import { openapiDocument } from "@/lib/http/openapi"

export const dynamic = "force-dynamic"

export function GET(request: Request): Response {
  return cacheableResponse(request, openapiDocument(), {
    "content-type": "application/json; charset=utf-8",
    "access-control-allow-origin": "*",
  })
}
