import { errorPayload, type ResponsePayload } from "@/lib/http/payload"
import { ownResponseHeaders } from "@/lib/security-headers/response-headers"

/** The answer to anything thrown at a door that is for our own pages and programs alone, unlike those for readers. */
export function ownRefusal(thrown: unknown): ResponsePayload {
  const { status, body } = errorPayload(thrown)
  const headers = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" }
  return { status, headers: { ...ownResponseHeaders(), ...headers }, body }
}
