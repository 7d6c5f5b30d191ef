import { readFileSync } from "node:fs"
import type { IncomingHttpHeaders } from "node:http"
import path from "node:path"
import { readerBundlePolicy } from "@/lib/security-headers/policies"
import type { RenderedPage } from "./cached-page"

/**
 * The Next version whose HTML the patterns below match. Next does not promise that HTML, so the build
 * compares version and markup (`scripts/lib/check-reader-bundle.ts`) and fails when one changes.
 */
export const MADE_FOR_NEXT = "16.4.6"

const HEADER = "x-running-story-own-script"

/** Asks the app for a page with the data that the reader bundle starts from. */
export const READER_BUNDLE_HEADER: IncomingHttpHeaders = { [HEADER]: "1" }

/** True for a page that gets the reader bundle. In any other page the data is unused and harmless. */
export function requestsReaderBundle(headers: Pick<Headers, "has">): boolean {
  return headers.has(HEADER)
}

/** Addresses of a reader bundle: its entry, and what that imports. */
export type ReaderBundle = { entry: string; imports: string[] }
/** The bundles of pages and of embeds, and the small script of the front page. */
export type PageScripts = { page: ReaderBundle; embed: ReaderBundle; front: string }

export const READER_BUNDLE_FILE = path.join(".next", "reader-script.json")

/** Rendered by components/reader/reader-frame.tsx: nothing on the page needs Next in the browser. */
const MARK = / data-own-script=""/
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g
const NEXT_FILE = /\ssrc="\/_next\//
const NEXT_CODE = /__next_f|globalThis\["TURBOPACK"\]/
const DATA = /\stype="application\/(ld\+)?json"/
const FRAME = /<div(?: data-own-script="")? lang="([\w-]+)" dir="(ltr|rtl)"/
/** Rendered by components/reader/embed/embed-page.tsx: an embed, and the sites that may show it. */
const EMBED = /<div data-own-script="" lang="[\w-]+" dir="(?:ltr|rtl)" data-frame-ancestors="([^"]*)"/
const DOCUMENT = '<html lang="en" dir="ltr"'
const LIVE_DATA = /<script id="live-data"/
const FRONT = /<div id="front"/

/** The bundle of `npm run build`; null without one: pages then keep Next's scripts. */
export function readReaderBundle(): PageScripts | null {
  try {
    return JSON.parse(readFileSync(READER_BUNDLE_FILE, "utf8")) as PageScripts
  } catch {
    return null
  }
}

/** HTML without Next's scripts and without the RSC payload. */
export function stripNextScripts(html: string): string {
  return html
    .replace(PRELOAD, "")
    .replace(SCRIPT, (element: string, attributes: string, code: string) =>
      NEXT_FILE.test(attributes) || (!DATA.test(attributes) && NEXT_CODE.test(code)) ? "" : element,
    )
}

/** What differs in a page without scripts of our own from the markup that `stripNextScripts` knows; null: nothing. */
export function findMarkupChange(html: string): string | null {
  const scripts = [...html.matchAll(SCRIPT)]
  if (!html.match(PRELOAD)) return 'Scripts are not preloaded with <link rel="preload" as="script">.'
  if (!scripts.some(([, attributes]) => NEXT_FILE.test(attributes ?? ""))) return "No script is loaded from /_next/."
  if (!/__next_f/.test(html)) return "There is no RSC payload in __next_f."
  const rest = /<script\b[^>]*>|<link\b[^>]*as="script"[^>]*>/.exec(stripNextScripts(html))
  return rest ? `An unknown script is left: ${rest[0].slice(0, 200)}` : null
}

/**
 * A reader's page without Next's scripts. A live page gets the reader bundle instead, which hydrates
 * only the live part, and the front page its own small script; other pages get none. An embed may be shown by the sites
 * that it names.
 */
export function withReaderBundle(rendered: RenderedPage, scripts: PageScripts): RenderedPage {
  const html = rendered.body.toString("utf8")
  if (!MARK.test(html) || rendered.status >= 500) return rendered
  const bare = stripNextScripts(html)
  const hosts = EMBED.exec(bare)?.[1]?.split(" ")
  const bundle = hosts ? scripts.embed : scripts.page
  const tags = LIVE_DATA.test(bare) ? toTags(bundle) : FRONT.test(bare) ? toTag(scripts.front) : ""
  const page = bare.replace("</head>", `${tags}</head>`)
  const forget = forgetNonce(rendered)
  const link = rendered.headers.link === undefined ? {} : { link: forget(String(rendered.headers.link)) }
  const headers = { ...rendered.headers, ...link, "content-security-policy": readerBundlePolicy(hosts) }
  return { ...rendered, headers, body: Buffer.from(forget(page)) }
}

/** Says the language of what is shown for the document as a whole, as the frame of the page does (reader-frame.tsx). */
export function withLanguage(rendered: RenderedPage): RenderedPage {
  const html = rendered.body.toString("utf8")
  const [, lang, dir] = FRAME.exec(html) ?? []
  if (!lang || !dir) return rendered
  return { ...rendered, body: Buffer.from(html.replace(DOCUMENT, `<html lang="${lang}" dir="${dir}"`)) }
}

// No script that is left needs the nonce, and equal pages must have equal bytes.
function forgetNonce({ headers }: RenderedPage): (text: string) => string {
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"] ?? ""))?.[1]
  return (text) => (nonce ? text.replaceAll(`; nonce="${nonce}"`, "").replaceAll(` nonce="${nonce}"`, "") : text)
}

function toTags({ entry, imports }: ReaderBundle): string {
  const preloads = imports.map((file) => `<link rel="modulepreload" href="${file}"/>`).join("")
  return preloads + toTag(entry)
}

function toTag(file: string): string {
  return `<script type="module" src="${file}"></script>`
}
