import type { IncomingMessage, ServerResponse } from "node:http"
import { handleMedia } from "@/lib/http/media"
import { writePayload } from "@/lib/http/write-payload"
import { appHeaders } from "@/lib/security-headers/response-headers"
import { readHeader } from "./request"

const MEDIA = /^\/media\/([^/?]+)\/([^/?]+)(?:\?|$)/

/** Answers a request for a file of a picture; false when it is for anything else. All who get one share its bytes. */
export function answerMediaRequest(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false
  const [, id, name] = MEDIA.exec(request.url ?? "") ?? []
  if (!id || !name) return false
  void handleMedia({ id, name, ifNoneMatch: readHeader(request, "if-none-match") ?? null }).then((answer) =>
    writePayload({ ...answer, headers: { ...appHeaders(), ...answer.headers } }, response),
  )
  return true
}
