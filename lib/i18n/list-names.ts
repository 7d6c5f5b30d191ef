import { formatLocale } from "./spoken-languages"

/** "Ana, Ben and Carla", as the language says it. */
export function listNames(names: string[], language: string): string {
  try {
    return new Intl.ListFormat(formatLocale(language), { type: "conjunction" }).format(names)
  } catch {
    return names.join(", ")
  }
}
