import type { MetadataRoute } from "next"
import { PRIVATE_PATHS, paths } from "@/lib/paths"
import { absoluteUrl } from "@/lib/site"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

// The site's address is known when it runs, not when it is built.
export const dynamic = "force-dynamic"

export default async function robots(): Promise<MetadataRoute.Robots> {
  const { blockedCrawlers } = await getSiteSettings()
  return {
    rules: [
      { userAgent: "*", disallow: PRIVATE_PATHS },
      ...(blockedCrawlers.length > 0 ? [{ userAgent: blockedCrawlers, disallow: "/" }] : []),
    ],
    sitemap: [absoluteUrl("/sitemap.xml"), absoluteUrl(paths.newsSitemap())],
  }
}
