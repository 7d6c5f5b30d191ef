import { PRODUCT_NAME } from "@/lib/product-name"
import { absoluteUrl } from "@/lib/site"
import type { SiteSettings } from "./settings-schema"

/** Browser tabs, phones' home screens, app launchers. */
export const ICON_SIZES = [32, 180, 192, 512] as const
export type IconSize = (typeof ICON_SIZES)[number]

/** The mark of this software, until the newsroom has a name. */
export const PRODUCT_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <title>${PRODUCT_NAME}</title>
  <rect width="32" height="32" rx="7" fill="#14171a"/>
  <path d="M9 5v22" stroke="#5f676f" stroke-width="2" stroke-linecap="round"/>
  <circle cx="9" cy="9" r="4.5" fill="#ff4d63"/>
  <path d="M17 9h9M17 16h9M17 23h6" stroke="#ffffff" stroke-width="2.6" stroke-linecap="round"/>
  <circle cx="9" cy="17.5" r="2.2" fill="#ffffff"/>
  <circle cx="9" cy="24.5" r="2.2" fill="#ffffff"/>
</svg>
`

/** What stands for a name in one letter. */
export function firstLetter(name: string): string {
  return [...name].find((each) => /[\p{L}\p{N}]/u.test(each))?.toUpperCase() ?? "•"
}

/** The first letter of a name, for a newsroom that has not chosen a picture. */
export function letterIcon(name: string): string {
  const letter = firstLetter(name)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14171a"/>
<text x="16" y="22.5" text-anchor="middle" font-family="Georgia,serif" font-weight="600" font-size="19" fill="#fff">${letter}</text></svg>
`
}

/** The address of the drawn icon. */
export function svgIconPath({ name }: SiteSettings): string {
  return `/icons/icon.svg${name === PRODUCT_NAME ? "" : `?v=${encodeURIComponent([...name].slice(0, 2).join(""))}`}`
}

/** The address of the icon in a size; null while the newsroom has chosen no picture. */
export function iconPath({ icon }: SiteSettings, size: IconSize): string | null {
  return icon && `/icons/${size}.png?v=${icon.mediaId.slice(0, 8)}`
}

/** What stands for the newsroom where a picture must: its logo, its icon, or its letter. */
export function organizationLogo(site: SiteSettings): string {
  return absoluteUrl(iconPath(site, 512) ?? svgIconPath(site))
}
