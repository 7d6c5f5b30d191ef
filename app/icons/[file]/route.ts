import { siteIconRoute } from "@/lib/http/site-icon-route"

export const GET = siteIconRoute
