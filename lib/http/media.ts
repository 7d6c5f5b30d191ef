import { AppError } from "@/lib/errors"
import { readMedia } from "@/lib/media/read-media"
import { savePicture } from "@/lib/media/save-picture"
import { responseHeaders } from "@/lib/security-headers/response-headers"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { readUpload } from "./body"
import { matchesEtag } from "./etag"
import { errorPayload, type ResponsePayload } from "./payload"
import { json } from "./response"
import type { HandlerContext } from "./route"

const CONCURRENCY = 12

const MAX_WAITING = 100

/** Stores the picture of a request, for the desk and the API alike: 201 `{id, width, height, alt}`. */
export async function handleUpload({
  actor,
  request,
}: Pick<HandlerContext<never>, "actor" | "request">): Promise<Response> {
  // Uploads beyond these wait unread, in the sender's memory.
  return singleton("uploads", () => createSemaphore(CONCURRENCY, MAX_WAITING))(async () => {
    const { bytes, alt } = await readUpload(request)
    return json(201, await savePicture(actor, bytes, alt))
  })
}

// Only ever a picture: no script runs in it, and other sites may show it.
const HEADERS = {
  "cache-control": "public, max-age=31536000, immutable",
  "content-security-policy": "default-src 'none'; sandbox",
  "content-disposition": "inline",
  "cross-origin-resource-policy": "cross-origin",
}

type Asked = { id: string; name: string; ifNoneMatch: string | null }

/** One file of a picture: immutable, so every cache may keep it. */
export async function handleMedia({ id, name, ifNoneMatch }: Asked): Promise<ResponsePayload> {
  try {
    const file = await readMedia(id, name)
    if (!file) throw new AppError("not_found")
    const headers = { ...responseHeaders(), ...HEADERS, etag: file.etag }
    if (matchesEtag(ifNoneMatch, file.etag)) return { status: 304, headers, body: null }
    return { status: 200, headers: { ...headers, "content-type": file.type }, body: file.bytes }
  } catch (error) {
    return errorPayload(error)
  }
}
