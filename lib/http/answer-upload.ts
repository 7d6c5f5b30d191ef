import { limitConcurrency } from "@/lib/limit-concurrency"
import { savePicture } from "@/lib/media/save-picture"
import { perProcess } from "@/lib/per-process"
import { answer } from "./answer"
import { readUpload } from "./read-upload"
import type { Call } from "./route"

const AT_ONCE = 12
const MOST_WAITING = 100

/** Stores the picture of a request, for the desk and the API alike: 201 `{id, width, height, alt}`. */
export async function answerUpload({ actor, request }: Pick<Call<never>, "actor" | "request">): Promise<Response> {
  // Uploads beyond these wait unread, in the sender's memory instead of ours.
  return perProcess("uploads", () => limitConcurrency(AT_ONCE, MOST_WAITING))(async () => {
    const { bytes, alt } = await readUpload(request)
    return answer(201, await savePicture(actor, bytes, alt))
  })
}
