import { errorAnswer, jsonAnswer, requireWhole } from "@/lib/live/answer"
import { readRehearsalChanges } from "@/lib/posts/rehearse"

export const dynamic = "force-dynamic"

type Context = { params: Promise<{ token: string }> }

/** What changed in a rehearsal, for who has its secret; no session, no cookie, no cache. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const { searchParams: query } = new URL(request.url)
  const { status, headers, body } = await answer(token, query).catch(errorAnswer)
  return new Response(body, { status, headers })
}

async function answer(token: string, query: URLSearchParams) {
  return jsonAnswer(200, await readRehearsalChanges(token, query.get("epoch") ?? "", requireWhole(query.get("after"))))
}
