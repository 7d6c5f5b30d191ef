import { liveRoute, streamRoute } from "@/lib/http/live/live-route"

export const dynamic = "force-dynamic"
export const maxDuration = 300
export const GET = streamRoute
export const OPTIONS = liveRoute
