import { streamRoute } from "@/lib/http/stream-route"

export const dynamic = "force-dynamic"
export const maxDuration = 300
export const GET = streamRoute
