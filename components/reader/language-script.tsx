"use client"

import { useEffect } from "react"

/** Says for the document as a whole in which language a page is that the browser draws: scripts in such a page do not run. */
export function LanguageScript({ language, direction }: { language: string; direction: string }) {
  useEffect(() => {
    Object.assign(document.documentElement, { lang: language, dir: direction })
  }, [language, direction])
  return null
}
