import type { Messages } from "@/lib/i18n/messages"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { ReaderPage } from "@/lib/protocol/reader-page"

/** Everything that the live part of a page is drawn from, on the server and in the browser. */
export type LiveData = { page: ReaderPage; live: LiveConfig; words: Messages }

/** The element around the live part: what is in it is the browser's, once its script runs. */
export const LIVE_ROOT = "live"
/** The element with that data, for our own script. */
export const LIVE_DATA = "live-data"

/** The data of a page that has it. It comes from the server that drew the page, so that it is believed. */
export function readLiveData<Data extends LiveData>(page: Document): Data | null {
  const text = page.getElementById(LIVE_DATA)?.textContent
  return text ? (JSON.parse(text) as Data) : null
}
