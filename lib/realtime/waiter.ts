/** What a waiter needs of its channel. */
export type WaiterChannel = { readonly waiters: Set<Waiter>; hasNewerThan: (version: number) => boolean }

/** One reader that waits for the next change and then gets one response. */
export abstract class Waiter {
  private readonly timer: NodeJS.Timeout

  constructor(
    protected readonly channel: WaiterChannel,
    protected readonly version: number,
    milliseconds: number,
  ) {
    channel.waiters.add(this)
    this.timer = setTimeout(wakeWaiter, milliseconds, this)
  }

  /** Responds if the blog has a newer version, or in any case with `force`. */
  wake(force: boolean): void {
    if (!force && !this.channel.hasNewerThan(this.version)) return
    this.leave()
    this.respond()
  }

  /** Stops waiting; leaves nothing behind. */
  leave(): void {
    clearTimeout(this.timer)
    this.channel.waiters.delete(this)
  }

  protected abstract respond(): void
}

function wakeWaiter(waiter: Waiter): void {
  waiter.wake(true)
}

/** Waits until the blog has a newer version, the time is over, or the signal aborts. Leaves nothing behind. */
export function waitForVersion(
  channel: WaiterChannel,
  version: number,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  if (channel.hasNewerThan(version) || signal.aborted || milliseconds <= 0) return Promise.resolve()
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
    channel: WaiterChannel,
    version: number,
    milliseconds: number,
    private readonly done: () => void,
  ) {
    super(channel, version, milliseconds)
  }

  protected respond(): void {
    this.done()
  }
}
