import { handleMedia } from "@/lib/http/media"
import { toResponse } from "@/lib/http/payload"

export async function GET(request: Request, { params }: { params: Promise<{ id: string; name: string }> }) {
  const { id, name } = await params
  return toResponse(await handleMedia({ id, name, ifNoneMatch: request.headers.get("if-none-match") }))
}
