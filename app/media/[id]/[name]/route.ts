import { handleMedia } from "@/lib/http/media"

export async function GET(request: Request, { params }: { params: Promise<{ id: string; name: string }> }) {
  return handleMedia(request, await params)
}
