import { AppError } from "@/lib/errors"
import { type Answer, errorAnswer, jsonAnswer } from "@/lib/live/answer"
import type { NextHandler } from "./http-server"
import { answerMetrics } from "./metrics"
import { answerReady } from "./readiness"
import { sendAnswer } from "./send-answer"

/** What stands where Next would, in a server that has the live endpoints alone: its health, and words for the rest. */
export const liveOnly: NextHandler = {
  request: ({ url, headers }, response) => {
    answer(url?.split("?")[0], headers.authorization)
      .catch(errorAnswer)
      .then((ready) => sendAnswer(response, ready))
  },
  upgrade: null,
}

async function answer(path: string | undefined, authorization: string | undefined): Promise<Answer> {
  if (path === "/api/health") return jsonAnswer(200, JSON.stringify({ status: "ok" }))
  if (path === "/api/ready") return answerReady()
  if (path === "/api/metrics") return answerMetrics(authorization)
  return errorAnswer(new AppError("not_found"))
}
