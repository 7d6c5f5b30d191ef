import { siteUrl } from "@/lib/site"
import type { SiteSettings } from "./settings-schema"

/** The organisation that answers for what is published here. */
export type Publisher = { name: string; url: string }

export function toPublisher({ name, publisherName, publisherUrl }: SiteSettings): Publisher {
  return { name: publisherName || name, url: publisherUrl || siteUrl() }
}
