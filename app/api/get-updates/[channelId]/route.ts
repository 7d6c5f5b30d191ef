import { liveRoute } from "@/lib/http/live-route"

export const dynamic = "force-dynamic"
export const GET = liveRoute
export const HEAD = liveRoute
export const POST = liveRoute
export const OPTIONS = liveRoute
