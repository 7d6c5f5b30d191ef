import { errorPayload, jsonPayload, requireInteger, toResponse } from "@/lib/http/payload"
import { readPreviewChanges } from "@/lib/posts/read-preview"

export const dynamic = "force-dynamic"

type Context = { params: Promise<{ token: string }> }

/** What changed in a rehearsal, for who has its secret; no session, no cookie, no cache. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const { searchParams: query } = new URL(request.url)
  return toResponse(await answer(token, query).catch((error: unknown) => errorPayload(error)))
}

async function answer(token: string, query: URLSearchParams) {
  return jsonPayload(200, await readPreviewChanges(token, query.get("epoch") ?? "", requireInteger(query.get("after"))))
}
