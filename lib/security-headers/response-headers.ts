import { env } from "@/lib/env"
import { BY_HTTPS, EVERY_ANSWER, EVERY_PAGE, FOR_US_ALONE } from "./rules.js"

type Table = Readonly<Record<string, string>>

/** What an answer says that programs and our own scripts read. */
export function responseHeaders(): Table {
  return withTransport(EVERY_ANSWER)
}

/** The same, for what no other site has a use for. */
export function ownResponseHeaders(): Table {
  return withTransport(FOR_US_ALONE)
}

/** What our own server says of everything that comes from the app, which may say more. */
export function appHeaders(): Table {
  return withTransport(EVERY_PAGE)
}

// Made once each: answers are many.
const byHttps = new Map<Table, Table>()

function withTransport(table: Table): Table {
  if (!env().APP_URL?.startsWith("https:")) return table
  const known = byHttps.get(table)
  if (known) return known
  const all = { ...table, ...BY_HTTPS }
  byHttps.set(table, all)
  return all
}
