import { isLinkUrl } from "@/lib/content/url"

/** What somebody typed as an address that can be linked: "example.org" is meant as one. Null: it cannot. */
export function completeUrl(address: string): string | null {
  const typed = address.trim()
  const candidates = [typed, /^[^\s@]+@[^\s@]+$/.test(typed) ? `mailto:${typed}` : `https://${typed}`]
  return candidates.find((each) => isLinkUrl(each) && (each === typed || each.includes("."))) ?? null
}
