import { cardRoute } from "@/lib/http/card-route"

export const dynamic = "force-dynamic"
export const GET = cardRoute
