export type StopStep = () => Promise<void> | void

/** Undoes what was started, the newest first, on Ctrl-C and SIGTERM, and ends the process. Returns how to do so at once. */
export function stopOnSignals(undo: StopStep[]): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= (async () => {
      for (const step of undo.splice(0)) await step()
    })()
    return stopping
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!stopping) console.log("\n  Stopping …")
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
  return stop
}
