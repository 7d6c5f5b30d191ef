import { paths } from "@/lib/paths"
import type { BlogPicture } from "@/lib/protocol/delta"
import { imageWidths } from "@/lib/protocol/image-widths"
import { absoluteUrl, siteUrl } from "@/lib/site"
import { toPublisher } from "@/lib/site-settings/publisher"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { organizationLogo } from "@/lib/site-settings/site-icons"

/* What the JSON-LD of several pages names alike: pictures, and the organisation behind the site. */

export function toPicture({ mediaId, width, height }: Pick<BlogPicture, "mediaId" | "width" | "height">) {
  const stored = imageWidths(width).at(-1) ?? width
  return {
    "@type": "ImageObject" as const,
    url: absoluteUrl(paths.media(mediaId, stored, "jpg")),
    width: stored,
    height: Math.round((height * stored) / width),
  }
}

export type Organization = ReturnType<typeof toOrganization>

/** The newsroom, with the logo of the story that it stands beside. */
export function toOrganization(site: SiteSettings, picture: BlogPicture | SiteSettings["logo"]) {
  return {
    "@type": "NewsMediaOrganization" as const,
    "@id": `${siteUrl()}/#publisher`,
    ...toPublisher(site),
    logo: picture ? toPicture(picture) : { "@type": "ImageObject" as const, url: organizationLogo(site) },
    ...(site.publisherProfiles.length > 0 ? { sameAs: site.publisherProfiles } : {}),
  }
}
