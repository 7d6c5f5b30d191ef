import { env } from "./env"

/**
 * The address of this site as others must write it, without a slash at the end. Never taken from a request: what one
 * reader's request says of its host must not end up in an answer that others get.
 */
export function siteUrl(): string {
  const { APP_URL, PORT } = env()
  return APP_URL ?? `http://localhost:${PORT}`
}

/** False without APP_URL: only the clients know our address then. */
export function isAddressKnown(): boolean {
  return env().APP_URL !== undefined
}

/** One of our paths as an absolute address. */
export function absoluteUrl(path: string): string {
  return `${siteUrl()}${path}`
}

const ADDRESSES = / (href|src|srcset|poster)="([^"]*)"/gi
/** Where a path of ours begins; in a `srcset` also after each comma, which elsewhere is a letter like any other. */
const OWN_PATH = /^\/(?!\/)/
const OWN_PATHS = /(?<=^|, )\/(?!\/)/g

/**
 * Markup of our own renderer with every address of ours absolute, for a place elsewhere. Words of people cannot look like
 * an attribute here: the renderer escaped them.
 */
export function withAbsoluteUrls(html: string): string {
  return html.replaceAll(ADDRESSES, (_, name: string, value: string) => {
    const own = name.toLowerCase() === "srcset" ? OWN_PATHS : OWN_PATH
    return ` ${name.toLowerCase()}="${value.replace(own, () => absoluteUrl("/"))}"`
  })
}
