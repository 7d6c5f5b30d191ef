type Fields = Record<string, string | number | boolean | null | undefined>

/** One line of JSON on stderr. Callers give no secrets and no words of posts. */
export function logInfo(event: string, fields: Fields = {}): void {
  write("info", event, fields)
}

/** The same for something that went wrong, with the error, its stack and what caused it. */
export function logError(event: string, error: unknown, fields: Fields = {}): void {
  write("error", event, { ...fields, error: toText(error) })
}

function write(level: "info" | "error", event: string, fields: Fields) {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`)
}

function toText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\nCaused by ${toText(error.cause)}`
}
