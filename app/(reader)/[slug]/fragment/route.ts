import { fragmentRoute } from "@/lib/http/embed-routes"

export const dynamic = "force-dynamic"
export const GET = fragmentRoute
