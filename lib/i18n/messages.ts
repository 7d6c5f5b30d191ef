import { formatLocale } from "./spoken-languages"

/** A sentence for each of a language's plural forms; `{count}` stands for the number. */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

type EmbedKind = "video" | "post" | "audio" | "chart" | "map"

/** A phrase with a clock in it; `one` where the language says one o'clock otherwise ("a la 01:05"). */
export type ClockPhrase = { other: string; one?: string }

/** How a language puts a moment into a sentence. `{clock}`, `{day}`. */
type WhenPhrases = {
  at: ClockPhrase
  on: string
  onAt: ClockPhrase
  since: ClockPhrase
  sinceOn: ClockPhrase
}

/**
 * Every word that a reader's page says by itself. Plain data, so that the server hands a page the words of its one
 * language; `{names}` are filled in where they are said. Dates and relative times come from Intl.
 */
export type Messages = {
  /** The language of these words. */
  language: string
  live: string
  paused: string
  ended: string
  started: string
  asItHappened: string
  connecting: string
  catchingUp: string
  /** `{when}`: of the last update. */
  reconnecting: string
  gone: string
  /** `{time}`, `{zone}`: a clock within a sentence. */
  clock: string
  clockZone: string
  when: WhenPhrases
  updatedNow: string
  /** `{when}`: "2m ago", "at 15:08", "on 27 Nov 2026". */
  updated: string
  updates: string
  skipToUpdates: string
  atAGlance: string
  pinned: string
  breaking: string
  showMore: string
  showLess: string
  toOriginal: string
  keyEvent: string
  keyEvents: string
  earlierEvents: string
  laterEvents: string
  /** `{time}` */
  updateAt: string
  /** `{what}`, `{time}`: "Photo, 13:40" */
  itemAt: string
  photo: string
  photos: string
  /** `{author}` */
  by: string
  isNew: string
  newUpdates: PluralForms
  /** `{count}`, `{since}` */
  awayNew: PluralForms
  /** `{count}`, `{since}`; where the page holds only that many of them. */
  awayMore: PluralForms
  toLastSeen: string
  /** `{when}` */
  seenAt: string
  /** `{since}` */
  newSince: string
  close: string
  pauseUpdates: string
  /** Of a page that is paused, with nothing new. */
  resume: string
  /** `{count}`; of a page that is paused. */
  resumeNew: PluralForms
  order: string
  newestFirst: string
  oldestFirst: string
  share: string
  linkCopied: string
  linkNotCopied: string
  keyboard: string
  keyboardOn: string
  nextUpdate: string
  previousUpdate: string
  empty: string
  /** `{when}` */
  starts: string
  /** `{when}` */
  coverageStarts: string
  emptyEnded: string
  stale: string
  noScript: string
  pages: string
  pagesAbove: string
  newest: string
  newer: string
  older: string
  oldest: string
  /** `{number}`, `{count}` */
  pageOf: string
  embed: Record<EmbedKind, string>
  /** `{provider}` */
  loadEmbed: Record<EmbedKind, string>
  /** `{provider}` */
  embedNote: string
  stopShowing: string
  /** `{provider}` */
  openOn: string
  /** `{name}` */
  credit: string
  openPicture: string
  picture: string
  table: string
  previousPicture: string
  nextPicture: string
  /** Before what was wrong and is put right. */
  correction: string
  search: string
  searchBlog: string
  searchFor: string
  /** `{query}` */
  resultsFor: string
  /** `{query}` */
  noResults: string
  noResultsHint: string
  moreResults: string
  firstResults: string
  tags: string
  /** `{tag}` */
  taggedUpdates: string
  backToBlog: string
  allBlogs: string
  notFound: string
  noBlog: string
  noBlogHint: string
  noPost: string
  noPostHint: string
  liveNow: string
  comingUp: string
  latest: string
  updatesCount: PluralForms
  menu: string
  /** `{zone}` */
  allTimes: string
  ownTimes: string
  oneUpdate: string
  wholeBlog: string
  /** `{number}`, `{count}`: a picture's place among others. */
  placeOf: string
  /** `{provider}` */
  alwaysShow: string
}

/** Puts values in the places of their `{names}`. */
export function interpolate(sentence: string, values: Record<string, string>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The sentence for a number, in the form that the language has for it. */
export function plural(
  forms: PluralForms,
  count: number,
  language: string,
  values: Record<string, string> = {},
): string {
  const form = forms[new Intl.PluralRules(formatLocale(language)).select(count)] ?? forms.other
  return interpolate(form, { count: formatNumber(count, language), ...values })
}

/** A number as the page's language writes it. */
export function formatNumber(number: number, language: string): string {
  return new Intl.NumberFormat(formatLocale(language)).format(number)
}
