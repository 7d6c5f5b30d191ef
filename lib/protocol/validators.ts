/*
 * The few checks that a page needs for what comes over the wire. The server's schema library does the same and more, and is
 * as large as all else that a reader's browser loads.
 */

export type Check = (value: unknown) => boolean

export const isText: Check = (value) => typeof value === "string"
export const isInteger: Check = (value) => Number.isSafeInteger(value)

/** A moment exactly as JSON tells it. */
export const isInstant: Check = (value) => {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString() === value
}

export const is =
  (...allowed: unknown[]): Check =>
  (value) =>
    allowed.includes(value)

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)

/** Text of at most so many characters. */
export const textUpTo =
  (characters: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= characters

export const listOf =
  (check: Check, least = 0, most = Number.POSITIVE_INFINITY): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(check)

/** An object with these fields and no others; a name that ends in "?" may be missing. */
export function shape(fields: Record<string, Check>): Check {
  const checks = Object.entries(fields).map(([name, check]) => {
    const isOptional = name.endsWith("?")
    return { name: isOptional ? name.slice(0, -1) : name, isOptional, check }
  })
  const names = new Set(checks.map(({ name }) => name))
  return (value) =>
    isObject(value) &&
    Object.keys(value).every((name) => names.has(name)) &&
    checks.every(({ name, isOptional, check }) => {
      const field = Object.hasOwn(value, name) ? value[name] : undefined
      return isOptional && field === undefined ? true : check(field)
    })
}

/** One of several objects, told apart by their `type`; the checks are made when they are first needed. */
export const oneOf =
  (kinds: Record<string, Check>): Check =>
  (value) => {
    const kind = isObject(value) && typeof value.type === "string" ? value.type : ""
    return Object.hasOwn(kinds, kind) && Boolean(kinds[kind]?.(value))
  }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
