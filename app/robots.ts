import type { MetadataRoute } from "next"
import { PRIVATE_PATHS } from "@/lib/paths"
import { absoluteUrl } from "@/lib/site"

// The site's address is known when it runs, not when it is built.
export const dynamic = "force-dynamic"

export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", disallow: PRIVATE_PATHS }, sitemap: absoluteUrl("/sitemap.xml") }
}
