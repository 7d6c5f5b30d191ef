import { logError } from "@/lib/log"
import { collectUnusedMedia } from "@/lib/media/collect-unused"

const FIRST_AFTER_MS = 10 * 60_000
const EVERY_MS = 6 * 60 * 60_000

/** Removes from time to time what nobody needs any more. Returns the way to stop. */
export function startTidying(): () => void {
  const tidy = () => {
    collectUnusedMedia()
      .catch((error: unknown) => logError("tidy", error))
      .finally(() => {
        if (!stopped) timer = setTimeout(tidy, EVERY_MS).unref()
      })
  }
  let stopped = false
  let timer = setTimeout(tidy, FIRST_AFTER_MS).unref()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
