import { hashSecret, isSecret } from "@/lib/auth/secret-token"

/** True when a request's `Authorization` is this secret. Takes the same time whatever was said. */
export function isBearer(authorization: string | null | undefined, secret: string): boolean {
  return isSecret(authorization ?? "", hashSecret(`Bearer ${secret}`))
}
