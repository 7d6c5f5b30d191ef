import * as z from "zod/mini"
import { ERRORS } from "@/lib/errors"

export const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif"]
/** Other names of the same, and what systems say that do not know: the server looks at the bytes. */
const OTHER_NAMES = [
  "",
  "application/octet-stream",
  "image/jpg",
  "image/pjpeg",
  "image/x-png",
  "image/apng",
  "image/x-citrix-jpeg",
]
const MAX_IMAGE_BYTES = 15 * 1024 * 1024
const URL = "/api/desk/media"

const storedSchema = z.object({ id: z.string(), width: z.number(), height: z.number() })
const refusedSchema = z.object({ error: z.object({ message: z.string() }) })

export type UploadedImage = z.infer<typeof storedSchema>

/** Why a file cannot be uploaded, in words; null when it can be tried. */
export function validateImage(file: File): string | null {
  if (![...IMAGE_TYPES, ...OTHER_NAMES].includes(file.type)) return ERRORS.picture_type.message
  if (file.size > MAX_IMAGE_BYTES) return ERRORS.picture_too_large.message
  return null
}

/** It did not get there, for no fault of the picture: worth another try. */
export class UploadLost extends Error {
  override readonly name = "UploadLost"
}

export function isUploadLost(thrown: unknown): thrown is UploadLost {
  return thrown instanceof Error && thrown.name === "UploadLost"
}

const NO_NETWORK = "The picture did not reach the server. We send it again when the network is back."
const NO_STORE = "The server could not store this picture. We try again by ourselves."

type Upload = { done: Promise<UploadedImage>; cancel: () => void }

/** Sends a picture. `onProgress` gets 0 to 1; what goes wrong is an Error with words for the writer. */
export function uploadImage(file: File, onProgress: (share: number) => void): Upload {
  // XMLHttpRequest, because fetch does not tell how much was sent.
  const request = new XMLHttpRequest()
  const done = new Promise<UploadedImage>((resolve, reject) => {
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onerror = () => reject(new UploadLost(NO_NETWORK))
    request.onload = () => {
      const answer = parseJson(request.responseText)
      const stored = storedSchema.safeParse(answer)
      if (request.status < 300 && stored.success) resolve(stored.data)
      else if (request.status >= 500) reject(new UploadLost(NO_STORE))
      else reject(new Error(wordsFor(answer)))
    }
  })
  const body = new FormData()
  body.append("file", file)
  request.open("POST", URL)
  request.send(body)
  return { done, cancel: () => request.abort() }
}

function wordsFor(answer: unknown): string {
  const refused = refusedSchema.safeParse(answer)
  return refused.success
    ? refused.data.error.message
    : "The server could not store this picture. Try again in a moment."
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
