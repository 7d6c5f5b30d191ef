import { shareImageRoute } from "@/lib/http/share-image-route"

export const dynamic = "force-dynamic"
export const GET = shareImageRoute
