type Waiter = (admitted: boolean) => void

/** At most `permits` at a time. The others wait in order, and none of them for longer than it wants to. */
export class ConnectionSemaphore {
  private running = 0
  private readonly queue = new Set<Waiter>()

  constructor(
    private readonly permits: number,
    private readonly maxWaiting: number,
  ) {}

  get isIdle(): boolean {
    return this.running === 0
  }

  /** Whoever gets `true` must `release`. `deadline` is a time of `performance.now()`. */
  async acquire(deadline: number): Promise<boolean> {
    if (this.running < this.permits) {
      this.running += 1
      return true
    }
    if (this.queue.size >= this.maxWaiting) return false
    return new Promise((resolve) => {
      const waiter: Waiter = (admitted) => {
        clearTimeout(timer)
        this.queue.delete(waiter)
        resolve(admitted)
      }
      const timer = setTimeout(waiter, Math.max(0, deadline - performance.now()), false)
      this.queue.add(waiter)
    })
  }

  release(): void {
    const [next] = this.queue
    // The permit passes on, so `running` stays as it is.
    if (next) next(true)
    else this.running -= 1
  }
}
