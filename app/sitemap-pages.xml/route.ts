import { pagesSitemapRoute } from "@/lib/http/sitemap-routes"

export const dynamic = "force-dynamic"
export const GET = pagesSitemapRoute
