import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { answer, answerError } from "./answer"
import { isBearer } from "./bearer"
import { pushAfterAnswer } from "./push-after-answer"

/**
 * A door for clocks outside: they knock with `Authorization: Bearer <CRON_SECRET>`, as Vercel's cron jobs do. Without a
 * CRON_SECRET there is no door.
 */
export function cronRoute(run: () => Promise<object>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const { CRON_SECRET } = env()
      if (!CRON_SECRET) throw new AppError("not_found")
      if (!isBearer(request.headers.get("authorization"), CRON_SECRET)) throw new AppError("wrong_cron_secret")
      const said = await run()
      pushAfterAnswer()
      return answer(200, said)
    } catch (error) {
      return answerError(error, `cron ${new URL(request.url).pathname}`, request.headers)
    }
  }
}
