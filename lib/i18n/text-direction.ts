import { baseLanguage } from "./spoken-languages"

const RIGHT_TO_LEFT = new Set([
  "ar",
  "arc",
  "ckb",
  "dv",
  "fa",
  "he",
  "ks",
  "ku",
  "nqo",
  "ps",
  "sd",
  "syr",
  "ug",
  "ur",
  "yi",
])
const SCRIPTS = /-(arab|hebr|thaa|syrc|nkoo|adlm|rohg)\b/i

/** Which way a language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return SCRIPTS.test(language) || (RIGHT_TO_LEFT.has(baseLanguage(language)) && !/-latn\b/i.test(language))
    ? "rtl"
    : "ltr"
}
