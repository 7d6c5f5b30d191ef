import { baseLanguage } from "./base-language"
import { ar } from "./languages/ar"
import { de } from "./languages/de"
import { en } from "./languages/en"
import { es } from "./languages/es"
import { fr } from "./languages/fr"
import type { ReaderWords } from "./reader-words"

/** The languages that reader pages speak by themselves. A new one is one file and a line here. */
export const LANGUAGES: Record<string, ReaderWords> = { ar, de, en, es, fr }

/** The words of a language, of its base language ("pt" for "pt-BR"), or English. Server only: a page gets its own words. */
export function readerWords(language: string): ReaderWords {
  return LANGUAGES[spokenLanguage(language)] ?? en
}

/** The language that our own words are in on a page whose text is in `language`. */
export function spokenLanguage(language: string): string {
  const base = baseLanguage(language)
  return base in LANGUAGES ? base : "en"
}
