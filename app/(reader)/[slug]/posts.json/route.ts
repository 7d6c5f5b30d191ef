import { publicPostsRoute } from "@/lib/http/public-posts"

export const dynamic = "force-dynamic"
export const GET = publicPostsRoute
