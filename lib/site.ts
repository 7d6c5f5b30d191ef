import { env } from "./env"

/** The name under which this product publishes. */
export const SITE_NAME = "Running Story"

/**
 * The address of this site as others must write it, without a slash at the end. Never taken from a request: what one
 * reader's request says of its host must not end up in an answer that others get.
 */
export function siteUrl(): string {
  const { APP_URL, PORT } = env()
  return APP_URL ?? `http://localhost:${PORT}`
}

/** One of our paths as an absolute address. */
export function absoluteUrl(path: string): string {
  return `${siteUrl()}${path}`
}
