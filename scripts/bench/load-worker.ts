import { type ChildProcess, fork } from "node:child_process"
import { fileURLToPath } from "node:url"

/*
 * Load comes from processes of its own, so that what is measured never shares an event loop with what measures it. Both
 * ends speak in calls: a name, an argument, an answer.
 */

type Call = { id: number; name: string; argument: unknown }
type Reply = { id: number; value?: unknown; error?: string }

export type Worker = {
  readonly pid: number
  call: <T>(name: string, argument?: unknown) => Promise<T>
  stop: () => Promise<void>
}

/** Starts a worker from a file of this folder. */
export function startWorker(file: string): Worker {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], { execArgv: ["--import", "tsx"] })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let calls = 0
  child.on("message", ({ id, value, error }: Reply) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) call?.resolve(value)
    else call?.reject(new Error(`${file}: ${error}`))
  })
  child.on("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended.`))
  })
  const call = <T>(name: string, argument: unknown = null) =>
    new Promise<T>((resolve, reject) => {
      calls += 1
      waiting.set(calls, { resolve: resolve as (value: unknown) => void, reject })
      child.send({ id: calls, name, argument } satisfies Call)
    })
  return { pid: child.pid ?? 0, call, stop: () => end(child) }
}

/** The worker's end: answers calls by name until its parent goes. */
export function serveCalls(handlers: Record<string, (argument: never) => unknown>): void {
  process.on("disconnect", () => process.exit(0))
  process.on("message", async ({ id, name, argument }: Call) => {
    try {
      const handler = handlers[name]
      if (!handler) throw new Error(`There is no ${name}.`)
      process.send?.({ id, value: await handler(argument as never) } satisfies Reply)
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) } satisfies Reply)
    }
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  child.kill("SIGKILL")
  return exited
}

/** Milliseconds of the one monotonic clock that all processes of a machine share. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
