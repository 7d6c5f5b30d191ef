import { resolveLanguage } from "@/lib/i18n/spoken-languages"

/** The language of an entry by its own name, where the page around it is in another. */
export function LanguageName({ of, beside }: { of: string; beside: string }) {
  const name = new Intl.DisplayNames([of], { type: "language", fallback: "none" }).of(of)
  if (!name || resolveLanguage(of) === resolveLanguage(beside)) return null
  return <span className="text-ink-faint text-meta">{name.charAt(0).toLocaleUpperCase(of) + name.slice(1)}</span>
}
