import { createHash, timingSafeEqual } from "node:crypto"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { answer, answerError } from "./answer"
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
      const password = request.headers.get("authorization") ?? ""
      if (!isSame(password, `Bearer ${CRON_SECRET}`)) throw new AppError("wrong_cron_secret")
      const said = await run()
      pushAfterAnswer()
      return answer(200, said)
    } catch (error) {
      return answerError(error, `cron ${new URL(request.url).pathname}`)
    }
  }
}

// Hashes have one length, so that the time to compare them tells nothing.
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
