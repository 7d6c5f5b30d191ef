import { baseLanguage } from "./spoken-languages"
import { directionOf } from "./text-direction"

/** What a page says that could not be made, for whoever still has to be told. */
export type ErrorPageMessages = { code: string; title: string; hint: string; again: string }

const EN: ErrorPageMessages = {
  code: "Sorry, something went wrong",
  title: "We couldn’t load this page.",
  hint: "We’ll keep trying, so you can leave it open.",
  again: "Try again",
}

// Apart from the other words of readers' pages, which not every browser has to load for this.
const BROKEN: Record<string, ErrorPageMessages> = {
  ar: {
    code: "الخطأ من جانبنا",
    title: "تعذّر عرض هذه الصفحة.",
    hint: "حدث خطأ لدينا. تحاول هذه الصفحة من جديد تلقائيًا، ويمكنك تركها مفتوحة.",
    again: "إعادة المحاولة",
  },
  de: {
    code: "Ein Fehler auf unserer Seite",
    title: "Diese Seite konnte nicht geladen werden.",
    hint: "Wir versuchen es automatisch weiter, Sie können die Seite offen lassen.",
    again: "Erneut versuchen",
  },
  en: EN,
  es: {
    code: "Algo ha fallado",
    title: "No hemos podido cargar esta página.",
    hint: "Seguimos intentándolo; puede dejarla abierta.",
    again: "Intentar de nuevo",
  },
  fr: {
    code: "Erreur de notre côté",
    title: "Impossible de charger cette page.",
    hint: "Nous réessayons automatiquement ; vous pouvez la laisser ouverte.",
    again: "Réessayer",
  },
}

/** The words of a language, or of English, with the language and the direction that they are in. */
export function errorPageMessages(language: string): ErrorPageMessages & { language: string; direction: string } {
  const base = baseLanguage(language)
  const spoken = base in BROKEN ? base : "en"
  return { ...(BROKEN[spoken] ?? EN), language: spoken, direction: directionOf(spoken) }
}
