import { feedHandler } from "@/lib/http/feed"

export const dynamic = "force-dynamic"
export const GET = feedHandler("rss")
