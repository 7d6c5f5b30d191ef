import { errorPageMessages } from "@/lib/i18n/error-page-messages"
import type { RenderedPage } from "@/lib/page-cache/renderer"
import { toPolicy } from "@/lib/security-headers/rules.js"

const POLICY = toPolicy({ scripts: ["'none'"], framed: true, development: false })
/** Readers come again by themselves after some seconds, not all in the same one. */
const RETRY_AFTER_SECONDS = 8

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:18px/1.6 Georgia,serif;background:#fff;color:#4a4f55}
main{max-width:38rem;margin:12vh auto;padding:0 1.5rem}p{margin:1.25rem 0 0}.code{font:600 14px system-ui,sans-serif;color:#b3261e}
h1{margin:.75rem 0 0;font-size:2.5rem;line-height:1.15;color:#15181b}a{display:inline-block;padding:.6rem 1.25rem;border-radius:2rem;
font:500 16px system-ui,sans-serif;color:#fff;background:#15181b;text-decoration:none}
@media(prefers-color-scheme:dark){body{background:#101214;color:#b4bac1}h1{color:#f1f3f5}.code{color:#ff8a80}a{background:#f1f3f5;color:#101214}}`

/** A page that needs neither the app nor a script: sent when the app fails and nothing of before may be shown. */
export function renderErrorPage(failed: RenderedPage, language: string): RenderedPage {
  const words = errorPageMessages(language)
  const html = `<!DOCTYPE html><html lang="${words.language}" dir="${words.direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${words.title}</title><style>${STYLE}</style></head><body><main><p class="code">${words.code}</p>
<h1>${words.title}</h1><p>${words.hint}</p><p><a href="">${words.again}</a></p></main></body></html>`
  const seconds = RETRY_AFTER_SECONDS + Math.floor(Math.random() * RETRY_AFTER_SECONDS)
  const headers = {
    ...failed.headers,
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    refresh: String(seconds),
    ...(failed.status === 503 ? { "retry-after": String(seconds) } : {}),
  }
  return { status: failed.status, headers, body: Buffer.from(html) }
}
