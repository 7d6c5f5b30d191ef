import { FILTERS, type Filter } from "./filters"

/** What of a timeline is looked for: a state, and what narrows it further. Empty texts ask for nothing. */
export type TimelineSearch = { state: Filter; words: string; author: string; tag: string; from: string; to: string }

export const NO_SEARCH: TimelineSearch = { state: "all", words: "", author: "", tag: "", from: "", to: "" }

const NARROWING = ["words", "author", "tag", "from", "to"] as const
export type Narrowing = (typeof NARROWING)[number]

/** True when more is asked for than a state. */
export function isNarrowed(search: TimelineSearch): boolean {
  return NARROWING.some((key) => search[key] !== "")
}

export function isSameSearch(a: TimelineSearch, b: TimelineSearch): boolean {
  return a.state === b.state && NARROWING.every((key) => a[key] === b[key])
}

/** The search as the query of an address, for the server and for the desk's own. */
export function searchQuery(search: TimelineSearch): URLSearchParams {
  const query = new URLSearchParams()
  if (search.state !== "all") query.set("state", search.state)
  for (const key of NARROWING) if (search[key]) query.set(key, search[key])
  return query
}

/** The search that an address was opened with, as the server understood it. */
export function toSearch(read: Partial<Record<Narrowing, string>> & { state?: string | undefined }): TimelineSearch {
  const state = FILTERS.find(({ value }) => value === read.state)?.value ?? "all"
  const texts = Object.fromEntries(NARROWING.map((key) => [key, read[key] ?? ""]))
  return { ...NO_SEARCH, ...texts, state }
}

/** Writes the search into the address, so that a reload, a bookmark or a colleague opens the same. */
export function syncSearchToUrl(search: TimelineSearch): void {
  const query = searchQuery(search).toString()
  window.history.replaceState(null, "", `${window.location.pathname}${query ? `?${query}` : ""}`)
}
