import { readFileSync } from "node:fs"
import type { IncomingHttpHeaders } from "node:http"
import path from "node:path"
import { readerBundlePolicy } from "@/lib/security-headers/policies"
import type { RenderedPage } from "./cached-page"

const HEADER = "x-running-story-own-script"

/** Asks the app for a page with the data that our own script starts from: Next's scripts are then left out of it. */
export const READER_BUNDLE_HEADER: IncomingHttpHeaders = { [HEADER]: "1" }

/** True for a page whose browser gets our own script. Whoever else asks gets some bytes that nobody reads. */
export function requestsReaderBundle(headers: Pick<Headers, "has">): boolean {
  return headers.has(HEADER)
}

/** Addresses of our own script for readers: where it begins, and what it loads at once. */
export type ReaderBundle = { entry: string; imports: string[] }

export const READER_BUNDLE_FILE = path.join(".next", "reader-script.json")

/** Drawn by components/reader/reader-frame.tsx: nothing on the page needs Next in the browser. */
const MARK = / data-own-script=""/
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g
const NEXT_FILE = /\ssrc="\/_next\//
const NEXT_CODE = /__next_f|globalThis\["TURBOPACK"\]/
const DATA = /\stype="application\/(ld\+)?json"/
const LIVE_DATA = /<script id="live-data"/

/** What `npm run build` made; null when the app was built without it: pages then keep Next's scripts. */
export function readReaderBundle(): ReaderBundle | null {
  try {
    return JSON.parse(readFileSync(READER_BUNDLE_FILE, "utf8")) as ReaderBundle
  } catch {
    return null
  }
}

/**
 * A reader's page without the scripts by which Next would take over the whole of it, and without its second copy of all that
 * is on it. A live page gets our own script instead, which takes over the live part alone; others get none.
 */
export function withReaderBundle(rendered: RenderedPage, script: ReaderBundle): RenderedPage {
  const html = rendered.body.toString("utf8")
  if (!MARK.test(html) || rendered.status >= 500) return rendered
  const bare = html
    .replace(PRELOAD, "")
    .replace(SCRIPT, (element: string, attributes: string, code: string) =>
      NEXT_FILE.test(attributes) || (!DATA.test(attributes) && NEXT_CODE.test(code)) ? "" : element,
    )
  const page = LIVE_DATA.test(bare) ? bare.replace("</head>", `${toTags(script)}</head>`) : bare
  const forget = forgetNonce(rendered)
  const link = rendered.headers.link === undefined ? {} : { link: forget(String(rendered.headers.link)) }
  const headers = { ...rendered.headers, ...link, "content-security-policy": readerBundlePolicy() }
  return { ...rendered, headers, body: Buffer.from(forget(page)) }
}

// Nothing that is left runs by it, and a page that says the same is to be the same, letter by letter.
function forgetNonce({ headers }: RenderedPage): (text: string) => string {
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"] ?? ""))?.[1]
  return (text) => (nonce ? text.replaceAll(`; nonce="${nonce}"`, "").replaceAll(` nonce="${nonce}"`, "") : text)
}

function toTags({ entry, imports }: ReaderBundle): string {
  const preloads = imports.map((file) => `<link rel="modulepreload" href="${file}"/>`).join("")
  return `${preloads}<script type="module" src="${entry}"></script>`
}
