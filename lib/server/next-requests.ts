import type { RequestListener } from "node:http"
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js"
import { AppError } from "@/lib/errors"
import { writeError } from "@/lib/http/write-payload"
import { isActionRequest, passAction } from "./action-requests"
import { isPage, methodsOf, sayMethods } from "./methods"

/**
 * What Next is given. Requests that it cannot take it answers with 500 and a line in the log, or without a word: those are
 * answered here.
 */
export function nextRequests(handle: RequestListener, actionIds: ReadonlySet<string> | null): RequestListener {
  return (request, response) => {
    const pathname = request.url?.split("?", 1)[0] ?? "/"
    if (isActionRequest(request) && isPage(pathname)) return void passAction(request, response, actionIds, handle)
    const methods = methodsOf(pathname)
    if (methods && !methods.includes(request.method ?? "")) return sayMethods(request, response, methods)
    if (!isRouterState(request.headers["next-router-state-tree"]))
      return void writeError(new AppError("bad_request"), response, { audience: "own" })
    handle(request, response)
  }
}

// Where the browser says it is, when it asks for a part of a page. The very check that Next makes.
function isRouterState(told: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(told)
    return true
  } catch {
    return false
  }
}
