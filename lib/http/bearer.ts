import { hashSecret, isSecret } from "@/lib/secret-token"

/** True when a request's `Authorization` is this secret. Takes the same time whatever was said. */
export function verifyBearerToken(authorization: string | null | undefined, secret: string): boolean {
  return isSecret(authorization ?? "", hashSecret(`Bearer ${secret}`))
}
