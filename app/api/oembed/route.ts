import { oembedRoute } from "@/lib/http/embed-routes"

export const dynamic = "force-dynamic"
export const GET = oembedRoute
