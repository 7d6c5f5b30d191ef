import { type Channel, hasNewerThan, Waiter } from "./channel"

/** Waits until the blog is past a version, the time is over, or the signal aborts. Leaves nothing behind. */
export function waitForVersion(
  channel: Channel,
  version: number,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  if (hasNewerThan(channel, version) || signal.aborted || milliseconds <= 0) return Promise.resolve()
  return new Promise((resolve) => {
    const abort = () => waiter.wake(true)
    const waiter = new PromiseWaiter(channel, version, milliseconds, () => {
      signal.removeEventListener("abort", abort)
      resolve()
    })
    signal.addEventListener("abort", abort, { once: true })
  })
}

class PromiseWaiter extends Waiter {
  constructor(
    channel: Channel,
    version: number,
    milliseconds: number,
    private readonly done: () => void,
  ) {
    super(channel, version, milliseconds)
  }

  protected answer(): void {
    this.done()
  }
}
