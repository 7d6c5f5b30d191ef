import { savePicture } from "@/lib/media/save-picture"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { readUpload } from "./read-upload"
import { json } from "./response"
import type { HandlerContext } from "./route"

const CONCURRENCY = 12
const MAX_WAITING = 100

/** Stores the picture of a request, for the desk and the API alike: 201 `{id, width, height, alt}`. */
export async function handleUpload({
  actor,
  request,
}: Pick<HandlerContext<never>, "actor" | "request">): Promise<Response> {
  // Uploads beyond these wait unread, in the sender's memory instead of ours.
  return singleton("uploads", () => createSemaphore(CONCURRENCY, MAX_WAITING))(async () => {
    const { bytes, alt } = await readUpload(request)
    return json(201, await savePicture(actor, bytes, alt))
  })
}
