import { AppError } from "@/lib/errors"
import { errorAnswer, jsonAnswer } from "@/lib/live/answer"
import type { NextHandler } from "./http-server"
import { checkReady } from "./readiness"
import { sendAnswer } from "./send-answer"

/** What stands where Next would, in a server that has the live endpoints alone: its health, and words for the rest. */
export const liveOnly: NextHandler = {
  request: (request, response) => {
    const path = request.url?.split("?")[0]
    if (path === "/api/health") return sendAnswer(response, jsonAnswer(200, JSON.stringify({ status: "ok" })))
    if (path !== "/api/ready") return sendAnswer(response, errorAnswer(new AppError("not_found")))
    checkReady().then(
      (readiness) => sendAnswer(response, jsonAnswer(readiness.ready ? 200 : 503, JSON.stringify(readiness))),
      (error: unknown) => sendAnswer(response, errorAnswer(error)),
    )
  },
  upgrade: null,
}
