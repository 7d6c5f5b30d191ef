import { answerMedia } from "@/lib/http/answer-media"

export async function GET(request: Request, { params }: { params: Promise<{ id: string; name: string }> }) {
  return answerMedia(request, await params)
}
