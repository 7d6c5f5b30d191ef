import { securityTextRoute } from "@/lib/http/security-text"

export const GET = securityTextRoute
