import type { Instrumentation } from "next"

/** What fails while a page is drawn goes to the same log as everything else, with the reference that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const { logPageError } = await import("@/lib/http/response")
  logPageError(error, request, context.routePath)
}
