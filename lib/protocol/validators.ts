/*
 * Validators small enough for a reader's page: the server's schema library alone is larger than all
 * else that the page loads. A guard also gives the type of what it accepts.
 */

export type Check = (value: unknown) => boolean
export type Guard<T> = (value: unknown) => value is T
export type Guarded<C> = C extends (value: unknown) => value is infer T ? T : unknown

export const isText: Guard<string> = (value): value is string => typeof value === "string"
export const isInteger: Guard<number> = (value): value is number => Number.isSafeInteger(value)

/** A moment exactly as JSON writes it. */
export const isInstant: Guard<string> = (value): value is string => {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString() === value
}

export const is =
  <const T extends readonly unknown[]>(...allowed: T): Guard<T[number]> =>
  (value): value is T[number] =>
    allowed.includes(value)

export const orNull =
  <T>(check: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || check(value)

/** Text of at most so many characters. */
export const textUpTo =
  (characters: number): Guard<string> =>
  (value): value is string =>
    typeof value === "string" && value.length <= characters

export const listOf =
  <C extends Check>(check: C, least = 0, most = Number.POSITIVE_INFINITY): Guard<Guarded<C>[]> =>
  (value): value is Guarded<C>[] =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(check)

type Shape<F> = {
  [K in keyof F as K extends `${string}?` ? never : K]: Guarded<F[K]>
} & {
  [K in keyof F as K extends `${infer Name}?` ? Name : never]?: Guarded<F[K]>
}
type Flat<T> = { [K in keyof T]: T[K] }

/** An object with these fields and no others; a name that ends in "?" may be missing. */
export function shape<F extends Record<string, Check>>(fields: F): Guard<Flat<Shape<F>>> {
  const checks = Object.entries(fields).map(([name, check]) => {
    const isOptional = name.endsWith("?")
    return { name: isOptional ? name.slice(0, -1) : name, isOptional, check }
  })
  const names = new Set(checks.map(({ name }) => name))
  return (value): value is Flat<Shape<F>> =>
    isObject(value) &&
    Object.keys(value).every((name) => names.has(name)) &&
    checks.every(({ name, isOptional, check }) => {
      const field = Object.hasOwn(value, name) ? value[name] : undefined
      return isOptional && field === undefined ? true : check(field)
    })
}

/** One of several objects, distinguished by their `type`. */
export const oneOf =
  (kinds: Record<string, Check>): Check =>
  (value) => {
    const kind = isObject(value) && typeof value.type === "string" ? value.type : ""
    return Object.hasOwn(kinds, kind) && Boolean(kinds[kind]?.(value))
  }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
