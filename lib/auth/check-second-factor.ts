import { isAPIError } from "better-auth/api"
import { AppError } from "@/lib/errors"
import { getAuth } from "./auth"

const APP_CODE = /^\d{6}$/

/**
 * Checks the code of a person whose password was right, and starts their session. `challenge` is the response to the
 * password: its cookie names the person. Throws `code_needed`, `wrong_code`, `too_many_requests`.
 */
export async function checkSecondFactor(
  code: string,
  challenge: Headers,
): Promise<{ personId: string; headers: Headers }> {
  if (code === "") throw new AppError("code_needed")
  const cookies = challenge.getSetCookie().map((cookie) => cookie.split(";", 1)[0])
  const request = { body: { code }, headers: new Headers({ cookie: cookies.join("; ") }), returnHeaders: true } as const
  const { api } = await getAuth()
  const check = APP_CODE.test(code) ? api.verifyTOTP(request) : api.verifyBackupCode(request)
  const { response, headers } = await check.catch(throwRefusal)
  return { personId: response.user.id, headers }
}

/** The refusals of the library as ours; what is no refusal stays as it is. */
export function throwRefusal(error: unknown): never {
  if (!isAPIError(error) || error.statusCode >= 500) throw error
  throw new AppError(error.statusCode === 429 ? "too_many_requests" : "wrong_code", { cause: error })
}
