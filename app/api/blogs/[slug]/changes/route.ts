import { liveRoute } from "@/lib/http/live/live-route"

export const dynamic = "force-dynamic"
// Where hosts limit it: the longest that an answer is held (POLLING_TIMEOUT).
export const maxDuration = 300
export const GET = liveRoute
export const OPTIONS = liveRoute
