import { AppError } from "@/lib/errors"
import { answerHeaders } from "@/lib/headers/answer-headers"
import { readMedia } from "@/lib/media/read-media"
import { answerError } from "./answer"
import { hasTag } from "./shared-answer"

// Whatever the bytes might be taken for: they are a picture, they run nothing, and other sites may show them.
const HEADERS = {
  "cache-control": "public, max-age=31536000, immutable",
  "content-security-policy": "default-src 'none'; sandbox",
  "content-disposition": "inline",
  "cross-origin-resource-policy": "cross-origin",
}

/** One file of a picture: never changes under its address, so everybody may keep it for good. */
export async function answerMedia(request: Request, { id, name }: { id: string; name: string }): Promise<Response> {
  try {
    const file = await readMedia(id, name)
    if (!file) throw new AppError("not_found")
    const headers = { ...answerHeaders(), ...HEADERS, etag: file.etag }
    if (hasTag(request.headers.get("if-none-match"), file.etag)) return new Response(null, { status: 304, headers })
    const { type, bytes } = file
    return new Response(bytes, { headers: { ...headers, "content-type": type } })
  } catch (error) {
    return answerError(error, "media")
  }
}
