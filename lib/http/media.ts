import { AppError } from "@/lib/errors"
import { readMedia } from "@/lib/media/read-media"
import { responseHeaders } from "@/lib/security-headers/response-headers"
import { matchesEtag } from "./etag"
import { errorResponse } from "./response"

// Whatever the bytes might be taken for: they are a picture, they run nothing, and other sites may show them.
const HEADERS = {
  "cache-control": "public, max-age=31536000, immutable",
  "content-security-policy": "default-src 'none'; sandbox",
  "content-disposition": "inline",
  "cross-origin-resource-policy": "cross-origin",
}

/** One file of a picture: never changes under its address, so everybody may keep it for good. */
export async function handleMedia(request: Request, { id, name }: { id: string; name: string }): Promise<Response> {
  try {
    const file = await readMedia(id, name)
    if (!file) throw new AppError("not_found")
    const headers = { ...responseHeaders(), ...HEADERS, etag: file.etag }
    if (matchesEtag(request.headers.get("if-none-match"), file.etag))
      return new Response(null, { status: 304, headers })
    const { type, bytes } = file
    return new Response(bytes, { headers: { ...headers, "content-type": type } })
  } catch (error) {
    return errorResponse(error, "media")
  }
}
