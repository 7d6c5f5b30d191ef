/** The languages that readers' pages speak. Others get English, dates and numbers included. */
export const SPOKEN_LANGUAGES = ["ar", "de", "en", "es", "fr"] as const
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]

/** The language without its country and script: "pt" for "pt-BR". */
export function baseLanguage(language: string): string {
  return language.toLowerCase().split("-")[0] ?? ""
}

/** The language of our own words on a page whose text is in `language`. */
export function resolveLanguage(language: string): SpokenLanguage {
  const base = baseLanguage(language)
  return SPOKEN_LANGUAGES.find((each) => each === base) ?? "en"
}

/**
 * The locale of dates, numbers and lists beside these words: the blog's own where we speak it, else
 * British English, which "en" alone means too.
 */
export function formatLocale(language: string): string {
  const isSpoken = resolveLanguage(language) === baseLanguage(language)
  return isSpoken && language.toLowerCase() !== "en" ? language : "en-GB"
}

/** "de_AT", "en_GB": Open Graph wants a region with every language; the likeliest where none is given. */
export function openGraphLocale(language: string): string {
  try {
    const { language: base, region } = new Intl.Locale(language === "en" ? "en-GB" : language).maximize()
    return region ? `${base}_${region}` : base
  } catch {
    return "en_GB"
  }
}
