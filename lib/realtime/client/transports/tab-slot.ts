import type { Transport } from "./transport"

/**
 * A browser has six connections to a host over HTTP/1.1, for all its tabs. Readers' pages hold this
 * many; the other tabs poll, and ordinary requests find one free.
 */
const SLOTS = ["running-story-held-1", "running-story-held-2"]

/** Lets a transport run while a slot is free; `failed` when other tabs hold them all. */
export function withTabSlot(transport: Transport): Transport {
  return {
    start: (options) => {
      let stop = () => {}
      let stopped = false
      let release = () => {}
      void acquireTabSlot(options.signals.isHidden()).then((slot) => {
        if (slot && stopped) slot()
        if (stopped) return
        if (!slot) return options.onState("failed")
        release = slot
        stop = transport.start(options)
      })
      return () => {
        stopped = true
        stop()
        release()
      }
    },
  }
}

/**
 * Takes a free slot and returns how to release it; null when there is none. A tab that crashes
 * releases its slot.
 */
export async function acquireTabSlot(
  isHidden: boolean,
  slots: readonly string[] = SLOTS,
): Promise<(() => void) | null> {
  const locks = globalThis.navigator?.locks
  // Without locks (a page on plain http) tabs cannot agree: then only visible ones hold a
  // connection.
  if (!locks) return isHidden ? null : () => {}
  for (const name of slots) {
    const release = await new Promise<(() => void) | null>((resolve) => {
      const held = (lock: Lock | null) =>
        lock ? new Promise<void>((give) => resolve(() => give())) : Promise.resolve(resolve(null))
      locks.request(name, { ifAvailable: true }, held).catch(() => resolve(null))
    })
    if (release) return release
  }
  return null
}
