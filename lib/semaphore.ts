import { AppError, type ErrorCode } from "./errors"

export type Semaphore = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Limits concurrency to `concurrency`; queues the rest in order. With `maxWaiting` in the queue, the
 * next call throws `code`.
 */
export function createSemaphore(
  concurrency: number,
  maxWaiting: number,
  code: ErrorCode = "too_many_requests",
): Semaphore {
  const queue: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < concurrency) running += 1
    else if (queue.length >= maxWaiting) throw new AppError(code)
    // A finished call hands its slot over, so `running` stays the same.
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
