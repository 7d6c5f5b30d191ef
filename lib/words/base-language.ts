/** The language without its country and script: "pt" for "pt-BR". */
export function baseLanguage(language: string): string {
  return language.toLowerCase().split("-")[0] ?? ""
}
