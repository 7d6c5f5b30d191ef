import { paths } from "@/lib/paths"

const BASE = "http://own.invalid"

/** A path below the desk to go on to; null for everything else, so that no link leads from here to another site. */
export function safeRedirectPath(next: string | string[] | undefined): string | null {
  if (typeof next !== "string" || !URL.canParse(next, BASE)) return null
  const url = new URL(next, BASE)
  const below = url.pathname === paths.desk() || url.pathname.startsWith(`${paths.desk()}/`)
  return url.origin === BASE && below ? `${url.pathname}${url.search}` : null
}
