import { AppError } from "@/lib/errors"
import { errorPayload, jsonPayload, type ResponsePayload } from "@/lib/http/payload"
import { writePayload } from "@/lib/http/write-payload"
import type { NextHandler } from "./http-server"
import { handleMetrics } from "./metrics"
import { handleReady } from "./readiness"

/** What stands where Next would, in a server that has the live endpoints alone: its health, and words for the rest. */
export const standaloneLive: NextHandler = {
  request: ({ url, headers }, response) => {
    answer(url?.split("?")[0], headers.authorization)
      .catch((error: unknown) => errorPayload(error))
      .then((ready) => writePayload(ready, response))
  },
  upgrade: null,
}

async function answer(path: string | undefined, authorization: string | undefined): Promise<ResponsePayload> {
  if (path === "/api/health") return jsonPayload(200, JSON.stringify({ status: "ok" }))
  if (path === "/api/ready") return handleReady()
  if (path === "/api/metrics") return handleMetrics(authorization)
  return errorPayload(new AppError("not_found"))
}
