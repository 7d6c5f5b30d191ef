import { baseLanguage } from "./locales"
import { directionOf } from "./text-direction"

/** What a page says that could not be made, for whoever still has to be told. */
export type ErrorPageMessages = { code: string; title: string; hint: string; again: string }

const EN: ErrorPageMessages = {
  code: "Our fault",
  title: "This page could not be shown.",
  hint: "Something went wrong on our side. This page tries again by itself; you can leave it open.",
  again: "Try again",
}

// Apart from the other words of readers' pages, which not every browser has to load for this.
const BROKEN: Record<string, ErrorPageMessages> = {
  ar: {
    code: "الخطأ من جانبنا",
    title: "تعذّر عرض هذه الصفحة.",
    hint: "حدث خطأ لدينا. تحاول هذه الصفحة من جديد تلقائيًا، ويمكنك تركها مفتوحة.",
    again: "حاول مرة أخرى",
  },
  de: {
    code: "Unser Fehler",
    title: "Diese Seite ließ sich nicht anzeigen.",
    hint: "Bei uns ist etwas schiefgegangen. Die Seite versucht es von selbst noch einmal; Sie können sie offen lassen.",
    again: "Noch einmal versuchen",
  },
  en: EN,
  es: {
    code: "Fallo nuestro",
    title: "No se ha podido mostrar esta página.",
    hint: "Algo ha fallado por nuestra parte. La página lo intenta de nuevo por sí sola; puede dejarla abierta.",
    again: "Intentar de nuevo",
  },
  fr: {
    code: "Notre faute",
    title: "Cette page n’a pas pu être affichée.",
    hint: "Un problème est survenu de notre côté. La page réessaie d’elle-même ; vous pouvez la laisser ouverte.",
    again: "Réessayer",
  },
}

/** The words of a language, or of English, with the language and the direction that they are in. */
export function errorPageMessages(language: string): ErrorPageMessages & { language: string; direction: string } {
  const base = baseLanguage(language)
  const spoken = base in BROKEN ? base : "en"
  return { ...(BROKEN[spoken] ?? EN), language: spoken, direction: directionOf(spoken) }
}
