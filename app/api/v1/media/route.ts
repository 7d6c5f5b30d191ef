import { handleUpload } from "@/lib/http/media"
import { route } from "@/lib/http/route"

export const POST = route("token", handleUpload)
