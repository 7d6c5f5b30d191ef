import { z } from "zod"
import { LIMITS } from "@/lib/content/content-limits"
import { isLinkUrl, isWebUrl } from "@/lib/content/url"
import { lineField, linesField } from "@/lib/input-fields"
import { PRODUCT_NAME } from "@/lib/product-name"
import { AI_CRAWLER_NAMES } from "./ai-crawlers"
import { languageField, timeZoneField } from "./place-fields"

/* The newsroom's own settings of the site: what an admin may set, and what they are until then. */

export const SITE_LIMITS = { mastheadLinks: 8, footerLinks: 20, profiles: 12, footerCharacters: 2_000 } as const

const PHONE = /^tel:\+?[0-9][0-9().-]{2,30}$/i

const link = z
  .string()
  .trim()
  .refine((url) => isLinkUrl(url) || PHONE.test(url), "Enter a full link: https://, http://, mailto: or tel:.")
const webLink = z.string().trim().refine(isWebUrl, "Enter a full link, starting with https://")
const empty = z.literal("")

const links = (most: number) =>
  z
    .array(
      z.strictObject({
        label: lineField.min(1, "Name this link.").max(60, "Use at most 60 characters."),
        url: link,
      }),
    )
    .max(most, `Use at most ${most} links.`)

const picture = z.strictObject({
  mediaId: z.string().regex(/^[a-f0-9]{40}$/, "Upload this picture first."),
  alt: lineField.max(LIMITS.altCharacters, `Use at most ${LIMITS.altCharacters} characters.`).default(""),
})

const fields = {
  name: lineField.min(1, "Name your site.").max(80, "Use at most 80 characters."),
  logo: picture.nullable(),
  logoDark: picture.nullable(),
  icon: picture.nullable(),
  /** Where the name in the masthead leads; empty: the front page. */
  homeUrl: z.union([empty, webLink]),
  mastheadLinks: links(SITE_LIMITS.mastheadLinks),
  footerText: linesField.max(SITE_LIMITS.footerCharacters, "Use at most 2,000 characters."),
  footerLinks: links(SITE_LIMITS.footerLinks),
  /** The line "Made with Running Story" in the footer. */
  madeWith: z.boolean(),
  /** The organisation behind the site, for search engines; empty: the site's name and address. */
  publisherName: lineField.max(120, "Use at most 120 characters."),
  publisherUrl: z.union([empty, webLink]),
  publisherProfiles: z.array(webLink).max(SITE_LIMITS.profiles, `Use at most ${SITE_LIMITS.profiles} profiles.`),
  xHandle: z.union([
    empty,
    z
      .string()
      .trim()
      .regex(/^@[A-Za-z0-9_]{1,15}$/, "Use a handle such as @newsroom."),
  ]),
  fediverseHandle: z.union([
    empty,
    z
      .string()
      .trim()
      .max(200)
      .regex(/^@[\w.-]+@[\w-]+(\.[\w-]+)+$/, "Use a handle such as @newsroom@mastodon.social."),
  ]),
  /** For new live blogs, and for pages that belong to none. */
  language: languageField,
  timeZone: timeZoneField,
  blockedCrawlers: z.array(z.enum(AI_CRAWLER_NAMES)).max(AI_CRAWLER_NAMES.length),
  /** For security.txt (RFC 9116); empty: there is none. */
  securityContact: z.union([empty, link]),
  securityPolicy: z.union([empty, webLink]),
}

/** What is changed; other settings stay. */
export const editSiteSchema = z.strictObject(fields).partial()
export type EditSiteInput = z.input<typeof editSiteSchema>

const storedPicture = picture.extend({ width: z.int().min(1), height: z.int().min(1) })

export const DEFAULT_SETTINGS: SiteSettings = {
  name: PRODUCT_NAME,
  logo: null,
  logoDark: null,
  icon: null,
  homeUrl: "",
  mastheadLinks: [],
  footerText: "",
  footerLinks: [],
  madeWith: true,
  publisherName: "",
  publisherUrl: "",
  publisherProfiles: [],
  xHandle: "",
  fediverseHandle: "",
  language: "en",
  timeZone: "UTC",
  blockedCrawlers: [],
  securityContact: "",
  securityPolicy: "",
}

export const storedSiteSchema = z.object({
  ...fields,
  logo: storedPicture.nullable(),
  logoDark: storedPicture.nullable(),
  icon: storedPicture.nullable(),
})
export type SiteSettings = z.output<typeof storedSiteSchema>

/** Stored settings. Each that is missing, or that another release wrote in a way unknown here, is as it is by default. */
export function parseStoredSettings(stored: unknown): SiteSettings {
  const known = typeof stored === "object" && stored !== null ? stored : {}
  const merged = { ...DEFAULT_SETTINGS, ...known }
  const whole = storedSiteSchema.safeParse(merged)
  if (whole.success) return whole.data
  const wrong = new Set(whole.error.issues.map(({ path }) => path[0]))
  const right = Object.fromEntries(Object.entries(merged).filter(([key]) => !wrong.has(key)))
  return storedSiteSchema.parse({ ...DEFAULT_SETTINGS, ...right })
}
