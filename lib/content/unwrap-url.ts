import { LIMITS } from "./content-limits"
import { hasLongHost, isWebUrl } from "./url"

/** Where an address leads that a service led through itself. `guarded`: only the site is known, the rest is behind the service. */
export type Unwrapped = { url: string; guarded: boolean }

type Wrapper = { host: RegExp; path?: RegExp; take: readonly string[] | ((url: URL) => string | null) }

/** Mail filters, which also tell readers who got the mail, and services that count clicks. */
const WRAPPERS: readonly Wrapper[] = [
  { host: /^(www\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, take: ["q", "url"] },
  {
    host: /^(www\.)?google\.[a-z.]{2,6}$/,
    path: /^\/amp\/s?/,
    take: (url) => `https://${url.pathname.replace(/^\/amp\/(s\/)?/, "")}`,
  },
  { host: /\.safelinks\.protection\.outlook\.com$/, take: ["url"] },
  { host: /^(statics\.)?teams\.(cdn\.office\.net|microsoft\.com)$/, path: /safelinks|evergreen/, take: ["url"] },
  { host: /^lm?\.(facebook|instagram|messenger|threads)\.(com|net)$/, take: ["u"] },
  { host: /^(www\.)?facebook\.com$/, path: /^\/(l\.php|flx\/warn\/?)$/, take: ["u"] },
  { host: /^slack-redir\.net$/, take: ["url"] },
  { host: /^(www\.)?linkedin\.com$/, path: /^\/(safety\/go|redir\/)/, take: ["url"] },
  { host: /^(www\.|m\.)?youtube\.com$/, path: /^\/redirect$/, take: ["q"] },
  { host: /^out\.reddit\.com$/, take: ["url"] },
  { host: /^(www\.)?vk\.com$/, path: /^\/away\.php$/, take: ["to"] },
  { host: /^(www\.)?steamcommunity\.com$/, path: /^\/linkfilter/, take: ["u", "url"] },
  { host: /^(www\.|html\.)?duckduckgo\.com$/, path: /^\/l\/?$/, take: ["uddg"] },
  { host: /^r\.search\.yahoo\.com$/, take: (url) => /\/RU=([^/]+)\//.exec(url.pathname)?.[1] ?? null },
  {
    host: /^(www\.)?bing\.com$/,
    path: /^\/ck\/a$/,
    take: (url) => fromBase64(url.searchParams.get("u")?.replace(/^a1/, "")),
  },
  { host: /^(www\.)?urldefense(\.proofpoint)?\.(com|us)$/, path: /^\/v1\//, take: ["u"] },
  {
    host: /^(www\.)?urldefense(\.proofpoint)?\.(com|us)$/,
    path: /^\/v2\//,
    take: (url) => fromProofpoint2(url.searchParams.get("u")),
  },
  { host: /^(www\.)?urldefense(\.proofpoint)?\.(com|us)$/, path: /^\/v3\//, take: (url) => fromProofpoint3(url.href) },
  { host: /^linkprotect\.cudasvc\.com$/, take: ["a"] },
  { host: /(^|\.)(clicktime\.symantec|clicktime\.cloud\.postoffice)\.(com|net)$/, take: ["u"] },
  { host: /^protect\d*\.fireeye\.com$|^protect\d*\.trellix\.com$/, take: ["u"] },
  { host: /(^|\.)trendmicro\.(com|eu)$/, path: /clicktime/, take: ["url"] },
  { host: /^scanmail\.trustwave\.com$/, take: ["u"] },
  { host: /^link\.edgepilot\.com$/, take: ["u"] },
  { host: /(^|\.)protection\.sophos\.com$/, take: (url) => fromBase64(url.searchParams.get("u")) },
  { host: /^secure-web\.cisco\.com$/, take: (url) => /\/(https?(?::|%3a)[^?]+)$/i.exec(url.pathname)?.[1] ?? null },
  {
    host: /^(www\.)?(awstrack\.me|[\w-]+\.r\.[\w-]+\.awstrack\.me)$/,
    take: (url) => /\/L0\/(https?:?[^/]+)/i.exec(url.pathname)?.[1] ?? null,
  },
  { host: /^(deref-[\w-]+\.\w+|deref-gmx\.net|deref-web\.de)$/, take: ["redirectUrl"] },
]
/** Filters that keep the address to themselves, and name the site at most. */
const SITE_ONLY: { host: RegExp; take: string }[] = [
  { host: /(^|\.)mimecast(protect)?\.com$/, take: "domain" },
  { host: /(^|\.)outlook\.inky\.com$/, take: "domain" },
  { host: /(^|\.)protection\.sophos\.com$/, take: "d" },
]
const MAX_WRAPPERS = 5

export function unwrapUrl(address: string): Unwrapped {
  let url = address.trim()
  for (let count = 0; count < MAX_WRAPPERS; count += 1) {
    const inner = unwrapOnce(url)
    if (inner === null) break
    if (inner.guarded) return inner
    url = inner.url
  }
  return { url, guarded: false }
}

function unwrapOnce(address: string): Unwrapped | null {
  // A wrapper is longer than what it wraps.
  if (address.length > 4 * LIMITS.urlCharacters || !/^https?:/i.test(address)) return null
  if (hasLongHost(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  for (const { host, path, take } of WRAPPERS) {
    if (!host.test(url.hostname) || (path && !path.test(url.pathname))) continue
    const found = typeof take === "function" ? take(url) : take.map((name) => url.searchParams.get(name)).find(Boolean)
    const inner = found ? complete(found) : null
    if (inner && inner !== address) return { url: inner, guarded: false }
  }
  const filter = SITE_ONLY.find(({ host }) => host.test(url.hostname))
  const site = filter && url.searchParams.get(filter.take)
  const front = site && /^[\w.-]+\.[a-z]{2,}$/i.test(site) ? `https://${site.toLowerCase()}/` : null
  return front ? { url: front, guarded: true } : null
}

function complete(found: string): string | null {
  const candidates = [found, decode(found), decode(decode(found))]
  return (
    candidates.find((each) => isWebUrl(each)) ??
    candidates
      .map((each) => `https://${each}`)
      .find((each) => /^https:\/\/[\w.-]+\.[a-z]{2,}([/?#]|$)/i.test(each) && isWebUrl(each)) ??
    null
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function fromBase64(value: string | null | undefined): string | null {
  try {
    const bytes = Uint8Array.from(atob((value ?? "").replaceAll("-", "+").replaceAll("_", "/")), (sign) =>
      sign.charCodeAt(0),
    )
    return new TextDecoder().decode(bytes) || null
  } catch {
    return null
  }
}

/** "https-3A__example.org_report": "-" for "%", "_" for "/". */
function fromProofpoint2(value: string | null): string | null {
  return value && decode(value.replaceAll("-", "%").replaceAll("_", "/"))
}

const RUNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** "__https://example.org/a*b__;Iw!!…": each "*" stands for a sign that follows in Base64, "**B" for a run of them. */
function fromProofpoint3(address: string): string | null {
  const [, wrapped, encoded] = /\/v3\/__(.+?)__;([\w-]*)(?:!|$|%21)/.exec(address) ?? []
  if (wrapped === undefined) return null
  const signs = [...(fromBase64(encoded) ?? "")]
  const text = decode(wrapped).replaceAll(/\*\*(.)|\*/g, (_, run: string | undefined) => {
    const length = run ? Math.max(0, RUNS.indexOf(run)) + 2 : 1
    return signs.splice(0, length).join("")
  })
  return text.replace(/^(https?):\/+/i, "$1://")
}
