import type { DeskBlog } from "@/lib/blogs/blog-schemas"

// biome-ignore format: a list to be read as a list
const TAGS = [
  "ar", "bg", "cs", "da", "de", "el", "en", "en-GB", "en-US", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
  "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "ur", "vi",
  "zh",
]

export type TimeZones = {
  languages: { tag: string; name: string }[]
  regions: { name: string; zones: string[] }[]
}

/**
 * Languages and time zones to choose from; what a blog has already is always among them. Asked of the server alone:
 * browsers know other names, and both must draw the same page.
 */
export function listTimeZones(blog: Pick<DeskBlog, "language" | "timeZone"> | null): TimeZones {
  const names = new Intl.DisplayNames("en", { type: "language" })
  const tags = [...new Set([...TAGS, blog?.language ?? "en"])]
  const languages = tags.map((tag) => ({ tag, name: names.of(tag) ?? tag })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/") && !zone.startsWith("Etc/"))
  const regions = new Map<string, string[]>()
  for (const zone of new Set([blog?.timeZone ?? "UTC", "UTC", ...known])) {
    const region = zone.includes("/") ? (zone.split("/")[0] ?? zone) : "General"
    regions.set(region, [...(regions.get(region) ?? []), zone])
  }
  return { languages, regions: [...regions].map(([name, zones]) => ({ name, zones: zones.sort() })) }
}
