import { handleMedia } from "@/lib/http/media"

export async function GET(request: Request, { params }: { params: Promise<{ id: string; name: string }> }) {
  const { id, name } = await params
  const answer = await handleMedia({ id, name, ifNoneMatch: request.headers.get("if-none-match") })
  return new Response(answer.body, answer)
}
