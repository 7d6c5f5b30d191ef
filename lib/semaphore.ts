import { AppError, type ErrorCode } from "./errors"

export type Semaphore = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Runs at most `atOnce` pieces of heavy work at a time; the others wait in order. When `waiting` are in the queue
 * already, the next one throws `code` instead of piling up memory.
 */
export function createSemaphore(atOnce: number, waiting: number, code: ErrorCode = "too_many_requests"): Semaphore {
  const queue: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < atOnce) running += 1
    else if (queue.length >= waiting) throw new AppError(code)
    // Whoever finishes hands its place over, so `running` stays as it is.
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
