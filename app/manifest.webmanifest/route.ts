import { siteManifestRoute } from "@/lib/http/site-icon-route"

export const dynamic = "force-dynamic"
export const GET = siteManifestRoute
