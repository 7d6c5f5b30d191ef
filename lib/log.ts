import { type Logger, pino } from "pino"
import { cutText } from "@/lib/cut-text"
import { env } from "./env"
import { counts } from "./metrics/counts"
import { noteFailure } from "./metrics/database-trouble"
import { isSecretName, REDACTED, redactText } from "./redact"
import { singleton } from "./singleton"

type Fields = Record<string, string | number | boolean | null | undefined>

/** An error's own words are for finding its cause; what goes on longer repeats what it was given. */
const MAX_CHARACTERS = 6_000
/** Looked through for secrets: what is taken out makes room for what stands behind it. */
const MAX_SEARCHED = 4 * MAX_CHARACTERS

/** One line of JSON on stderr. Callers give no secrets and no words of posts; what slips in all the same is taken out. */
export function logInfo(event: string, fields: Fields = {}): void {
  logger().info({ event, ...clean(fields) })
}

/** The same for something that went wrong, with the error, its stack and what caused it. */
export function logError(event: string, error: unknown, fields: Fields = {}): void {
  counts.loggedErrors += 1
  noteFailure(error)
  logger().error({
    event: redactText(event),
    ...clean(fields),
    error: cutText(redactText(cutText(toText(error), MAX_SEARCHED)), MAX_CHARACTERS),
  })
}

/** For commands, which print their messages to the terminal. */
export function logErrorsOnly(): void {
  logger().level = "error"
}

function logger(): Logger {
  return singleton("logger", () =>
    pino(
      {
        level: env().LOG_LEVEL,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
      },
      // The process's own stream survives a closed pipe.
      { write: (line: string) => void process.stderr.write(line) },
    ),
  )
}

function clean(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (isSecretName(name)) return [name, REDACTED]
      return [name, typeof value === "string" ? redactText(value) : value]
    }),
  )
}

function toText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  // Of many, the first one says what is wrong.
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return cause === undefined ? own : `${own}\nCaused by ${toText(cause)}`
}
