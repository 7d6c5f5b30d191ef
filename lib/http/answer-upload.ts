import { savePicture } from "@/lib/media/save-picture"
import { answer } from "./answer"
import { readUpload } from "./read-upload"
import type { Call } from "./route"

/** Stores the picture of a request, for the desk and the API alike: 201 `{id, width, height, alt}`. */
export async function answerUpload({ actor, request }: Pick<Call<never>, "actor" | "request">): Promise<Response> {
  const { bytes, alt } = await readUpload(request)
  return answer(201, await savePicture(actor, bytes, alt))
}
