import { z } from "zod"

export const timeZoneField = z
  .string()
  .max(100)
  .refine(isTimeZone, "This time zone is not known. Use a name such as Europe/Berlin.")
export const languageField = z.string().max(100).refine(isLanguage, "Use a language tag such as en or pt-BR.")

// By name: PostgreSQL takes "+05:30" for the other side of Greenwich, and refuses "+23:59".
function isTimeZone(value: string): boolean {
  try {
    return /^[a-z]/i.test(value) && Boolean(new Intl.DateTimeFormat("en", { timeZone: value }))
  } catch {
    return false
  }
}

function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1
  } catch {
    return false
  }
}
