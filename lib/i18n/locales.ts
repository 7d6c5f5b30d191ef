import { ar } from "./locales/ar"
import { de } from "./locales/de"
import { en } from "./locales/en"
import { es } from "./locales/es"
import { fr } from "./locales/fr"
import type { Messages } from "./messages"

/** The language without its country and script: "pt" for "pt-BR". */
export function baseLanguage(language: string): string {
  return language.toLowerCase().split("-")[0] ?? ""
}

/** The languages that reader pages speak by themselves. A new one is one file and a line here. */
export const LANGUAGES: Record<string, Messages> = { ar, de, en, es, fr }

/** The words of a language, of its base language ("pt" for "pt-BR"), or English. Server only: a page gets its own words. */
export function messagesFor(language: string): Messages {
  return LANGUAGES[resolveLanguage(language)] ?? en
}

/** The language that our own words are in on a page whose text is in `language`. */
export function resolveLanguage(language: string): string {
  const base = baseLanguage(language)
  return base in LANGUAGES ? base : "en"
}
