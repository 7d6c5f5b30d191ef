import { handleUpload } from "@/lib/http/answer-upload"
import { route } from "@/lib/http/route"

export const POST = route("token", handleUpload)
