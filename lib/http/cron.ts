import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"

import { flushPusherAfterResponse } from "@/lib/jobs/serverless"
import { hashSecret, isSecret } from "@/lib/secret-token"
import { errorResponse, json } from "./response"

/** True when a request's `Authorization` is this secret. Runs in constant time. */
export function verifyBearerToken(authorization: string | null | undefined, secret: string): boolean {
  return isSecret(authorization ?? "", hashSecret(`Bearer ${secret}`))
}

/**
 * Endpoint for external cron jobs. Requires `Authorization: Bearer <CRON_SECRET>`, as Vercel's cron
 * jobs send it; 404 when CRON_SECRET is not set.
 */
export function cronHandler(run: () => Promise<object>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const { CRON_SECRET } = env()
      if (!CRON_SECRET) throw new AppError("not_found")
      if (!verifyBearerToken(request.headers.get("authorization"), CRON_SECRET)) throw new AppError("wrong_cron_secret")
      const said = await run()
      flushPusherAfterResponse()
      return json(200, said)
    } catch (error) {
      return errorResponse(error, new URL(request.url).pathname, request.headers)
    }
  }
}
