import { textOf } from "@/components/desk/forms/use-form"
import type { AiCrawler } from "@/lib/site-settings/ai-crawlers"
import type { EditSiteInput } from "@/lib/site-settings/settings-schema"

/** The settings as the form sends them. A row of links that says nothing at all is left out. */
export function readSiteForm(data: FormData) {
  return {
    name: textOf(data, "name"),
    logo: readPicture(data, "logo"),
    logoDark: readPicture(data, "logoDark"),
    icon: readPicture(data, "icon"),
    homeUrl: textOf(data, "homeUrl").trim(),
    mastheadLinks: readLinks(data, "mastheadLinks"),
    footerText: textOf(data, "footerText"),
    footerLinks: readLinks(data, "footerLinks"),
    madeWith: data.has("madeWith"),
    publisherName: textOf(data, "publisherName"),
    publisherUrl: textOf(data, "publisherUrl").trim(),
    publisherProfiles: readLines(data, "publisherProfiles"),
    xHandle: textOf(data, "xHandle").trim(),
    fediverseHandle: textOf(data, "fediverseHandle").trim(),
    language: textOf(data, "language"),
    timeZone: textOf(data, "timeZone"),
    blockedCrawlers: data.getAll("blockedCrawlers").map(String) as AiCrawler[],
    securityContact: textOf(data, "securityContact").trim(),
    securityPolicy: textOf(data, "securityPolicy").trim(),
  } satisfies EditSiteInput
}

function readPicture(data: FormData, name: string) {
  const mediaId = textOf(data, name)
  return mediaId ? { mediaId, alt: textOf(data, `${name}Alt`) } : null
}

function readLinks(data: FormData, name: string) {
  const urls = data.getAll(`${name}Url`).map(String)
  const links = data.getAll(`${name}Label`).map((label, index) => ({ label: String(label), url: urls[index] ?? "" }))
  return links.filter(({ label, url }) => label.trim() !== "" || url.trim() !== "")
}

function readLines(data: FormData, name: string): string[] {
  return textOf(data, name)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
}
