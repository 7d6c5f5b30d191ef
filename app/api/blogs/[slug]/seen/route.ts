import { liveRoute } from "@/lib/http/live/live-route"

export const dynamic = "force-dynamic"
export const POST = liveRoute
export const OPTIONS = liveRoute
