import { getReaderAddress } from "@/lib/client-address"
import { AppError } from "@/lib/errors"
import { processLimiter } from "@/lib/live/process-admission"

/**
 * Lets a reader in who will be held, within the limits of this process, and returns how to let go; going twice counts once.
 * Throws `too_many_readers`.
 */
export function acquireConnection(request: Request): () => void {
  const admission = processLimiter()
  const address = getReaderAddress(request.headers)
  if (!admission.acquire(address)) throw new AppError("too_many_readers")
  let held = true
  return () => {
    if (held) admission.release(address)
    held = false
  }
}
