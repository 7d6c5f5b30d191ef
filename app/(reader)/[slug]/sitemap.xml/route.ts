import { blogSitemapRoute } from "@/lib/http/sitemap-routes"

export const dynamic = "force-dynamic"
export const GET = blogSitemapRoute
