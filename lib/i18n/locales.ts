import { ar } from "./locales/ar"
import { de } from "./locales/de"
import { en } from "./locales/en"
import { es } from "./locales/es"
import { fr } from "./locales/fr"
import type { Messages } from "./messages"
import { resolveLanguage, type SpokenLanguage } from "./spoken-languages"

/** The languages that reader pages speak by themselves. A new one is one file and a line here. */
export const LANGUAGES: Record<SpokenLanguage, Messages> = { ar, de, en, es, fr }

/** The words of a language, of its base language ("pt" for "pt-BR"), or English. Server only: a page gets its own words. */
export function messagesFor(language: string): Messages {
  return LANGUAGES[resolveLanguage(language)]
}
