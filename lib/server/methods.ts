import type { IncomingMessage, ServerResponse } from "node:http"
import { AppError } from "@/lib/errors"
import { errorPayload, withHeaders } from "@/lib/http/payload"
import { writePayload } from "@/lib/http/write-payload"

/** Of pages, files, and whatever else only reads. */
const READ: readonly string[] = ["GET", "HEAD"]

/** The route handlers that take more than that, or less, and all below `/api`. `tests/unit/methods.test.ts` holds them to it. */
const HANDLERS: Record<string, string> = {
  "/api/blogs/*/changes": "GET HEAD",
  "/api/blogs/*/seen": "POST",
  "/api/blogs/*/stream": "GET HEAD",
  "/api/cron/publish-due": "GET HEAD",
  "/api/cron/tidy": "GET HEAD",
  "/api/desk/blogs/*/here": "POST",
  "/api/desk/blogs/*/stream": "GET HEAD",
  "/api/desk/link-card": "POST",
  "/api/desk/media": "POST",
  "/api/get-updates/*": "GET HEAD POST",
  "/api/health": "GET HEAD",
  "/api/metrics": "GET HEAD",
  "/api/oembed": "GET HEAD",
  "/api/openapi.json": "GET HEAD",
  "/api/ready": "GET HEAD",
  "/api/receivers/*/*": "POST",
  "/api/rehearsal/*/changes": "GET HEAD",
  "/api/v1/blogs": "GET HEAD POST",
  "/api/v1/blogs/*": "GET HEAD PATCH DELETE",
  "/api/v1/blogs/*/duplicate": "POST",
  "/api/v1/blogs/*/posts": "GET HEAD POST",
  "/api/v1/blogs/*/posts/*": "GET HEAD PATCH DELETE",
  "/api/v1/blogs/*/restore": "POST",
  "/api/v1/media": "POST",
  "/api/v1/site": "GET HEAD PATCH",
  "/desk/blogs/*/kept": "GET HEAD POST",
  "/desk/blogs/*/save": "POST",
}

/** Addresses at which there is nothing for any method, and those of Next itself. */
const NOT_OURS = /^\/(?:api|_next)(?:\/|$)|^\/__nextjs/

const TABLE = Object.entries(HANDLERS).map(([template, methods]) => ({
  pattern: new RegExp(`^${template.replaceAll("*", "[^/]+")}/?$`),
  methods: methods.split(" "),
}))

/** All methods that something here takes: what `OPTIONS *` asks for. */
export const ALL_METHODS: readonly string[] = [...READ, "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

/** The methods of an address besides OPTIONS; null where there is nothing, which is said to every method alike. */
export function methodsOf(pathname: string): readonly string[] | null {
  const known = TABLE.find(({ pattern }) => pattern.test(pathname))
  if (known) return known.methods
  return NOT_OURS.test(pathname) ? null : READ
}

/** True for an address that may have a page, whose server actions come as POST. */
export function isPage(pathname: string): boolean {
  return methodsOf(pathname) === READ
}

/** Tells which methods there are: for OPTIONS that is the answer, for another method the refusal. */
export function sayMethods(request: IncomingMessage, response: ServerResponse, methods: readonly string[]): void {
  const Allow = [...new Set([...methods, "OPTIONS"])].join(", ")
  if (request.method === "OPTIONS") return void writePayload({ status: 204, headers: { Allow }, body: null }, response)
  const refusal = errorPayload(new AppError("method_not_allowed"), { audience: "own" })
  writePayload(withHeaders(refusal, { Allow }), response)
}
