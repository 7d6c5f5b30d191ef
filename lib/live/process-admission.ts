import { env } from "@/lib/env"
import { perProcess } from "@/lib/per-process"
import { Admission } from "./admission"

/** The one count of held readers of this process, whichever mount they came in by. */
export function processAdmission(): Admission {
  const { MAX_READERS, MAX_READERS_PER_ADDRESS } = env()
  return perProcess("admission", () => new Admission({ total: MAX_READERS, perAddress: MAX_READERS_PER_ADDRESS }))
}
