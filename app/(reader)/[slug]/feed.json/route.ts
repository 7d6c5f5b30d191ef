import { feedRoute } from "@/lib/http/feed-route"

export const dynamic = "force-dynamic"
export const GET = feedRoute("json")
