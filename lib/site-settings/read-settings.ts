import { SITE_CHANNEL } from "@/lib/db/channels"
import { db, Prisma, type Transaction } from "@/lib/db/client"
import { elapsedSince } from "@/lib/elapsed"
import { logError } from "@/lib/log"
import { singleton } from "@/lib/singleton"
import { DEFAULT_SETTINGS, parseStoredSettings, type SiteSettings } from "./settings-schema"

/** For so long settings count as current where no announcement of a change arrives. */
const UNANNOUNCED_TTL_MS = 1_000
/** A page does not wait longer than this for settings that it has in an older state. */
const PATIENCE_MS = 1_000
const RETRY_MS = 1_000

export type StoredSite = { settings: SiteSettings; revision: number }

type State = {
  known: StoredSite | null
  /** The defaults were given out because nothing was known. */
  gaveDefaults: boolean
  /** Milliseconds; 0: a change was announced since. */
  readAt: number
  /** Announced changes, so that a reading that began before one does not count. */
  announced: number
  reading: Promise<void> | null
  /** True while announcements arrive; null: this process does not listen. */
  isListening: (() => boolean) | null
  onChange: Set<() => void>
}

function state(): State {
  return singleton<State>("site settings", () => ({
    known: null,
    gaveDefaults: false,
    readAt: 0,
    announced: 0,
    reading: null,
    isListening: null,
    onChange: new Set(),
  }))
}

/**
 * The site's settings, from memory. While the database is away or slow: the last known ones; where none are known, the
 * defaults. One row, read once per change and process, however many readers there are.
 */
export async function getSiteSettings(): Promise<SiteSettings> {
  const site = state()
  if (site.known && isCurrent(site)) return site.known.settings
  const reading = refresh()
  await (site.known ? Promise.race([reading, patience()]) : reading)
  site.gaveDefaults ||= site.known === null
  return site.known?.settings ?? DEFAULT_SETTINGS
}

/** The site's language as this process knows it, without waiting for the database. */
export function knownSiteLanguage(): string {
  return (state().known?.settings ?? DEFAULT_SETTINGS).language
}

/** The settings as they are stored at this moment, for who changes them. */
export async function readStoredSite(tx: Transaction = db()): Promise<StoredSite> {
  const row = await tx.siteSettings.findUnique({ where: { id: 1 } })
  return row
    ? { settings: parseStoredSettings(row.settings), revision: row.revision }
    : { settings: DEFAULT_SETTINGS, revision: 0 }
}

/** Tells every process, at commit, that the settings changed. */
export async function announceSiteChange(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_notify(${SITE_CHANNEL}, '')::text as announced`)
}

/** From now on this process hears of changes. `onChange` runs once other settings are known. */
export function followSiteSettings(isListening: () => boolean, onChange: () => void): void {
  const site = state()
  site.isListening = isListening
  site.onChange.add(onChange)
  // What was read before may have changed unheard.
  site.readAt = 0
}

/** The settings changed, or a change may have been missed. */
export function noteSiteChange(): void {
  const site = state()
  site.announced += 1
  site.readAt = 0
  void refresh()
}

function isCurrent({ readAt, isListening }: State): boolean {
  if (readAt === 0) return false
  return isListening?.() === true || elapsedSince(readAt) < UNANNOUNCED_TTL_MS
}

function refresh(): Promise<void> {
  const site = state()
  site.reading ??= readAgain(site).finally(() => {
    site.reading = null
    // The reading failed, and no announcement will bring the next one.
    if (site.readAt === 0 && site.isListening?.()) setTimeout(() => void refresh(), RETRY_MS).unref()
  })
  return site.reading
}

async function readAgain(site: State): Promise<void> {
  try {
    let announced: number
    let read: StoredSite
    do {
      announced = site.announced
      read = await readStoredSite()
    } while (announced !== site.announced)
    const isOther = site.gaveDefaults || (site.known !== null && site.known.revision !== read.revision)
    site.known = read
    site.readAt = Date.now()
    site.gaveDefaults = false
    if (isOther) for (const tell of site.onChange) tell()
  } catch (error) {
    logError("site-settings", error)
  }
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
}
