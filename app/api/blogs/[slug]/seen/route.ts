import { liveRoute } from "@/lib/http/live-route"

export const dynamic = "force-dynamic"
export const POST = liveRoute
