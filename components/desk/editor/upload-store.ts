import type { JSONContent } from "@tiptap/core"
import { useSyncExternalStore } from "react"
import { newKey } from "@/components/desk/session/tab-id"
import { backoff } from "@/lib/backoff"
import { galleryFromAttributes } from "./image-attributes"
import { isUploadLost, type UploadedImage, uploadImage, validateImage } from "./upload-image"

/** True while a picture is on its way, by itself or in a gallery. */
export function hasUploads(json: JSONContent): boolean {
  return uploadIds(json).length > 0
}

/** The pictures that are on their way. */
function uploadIds(json: JSONContent): string[] {
  return (json.content ?? []).flatMap((node) =>
    node.type === "upload"
      ? [String(node.attrs?.uploadId)]
      : galleryFromAttributes(node.attrs).flatMap((place) => ("uploadId" in place ? [place.uploadId] : [])),
  )
}

/** A picture on its way to the server. The editor holds only its id; this holds the rest, for as long as the page lives. */
export type UploadState = {
  file: File
  preview: string
  progress: number
  error: string | null
  stored: UploadedImage | null
}

const states = new Map<string, UploadState>()
const cancels = new Map<string, () => void>()
/** Tries in a row that did not reach the server. */
const failures = new Map<string, number>()
const listeners = new Set<() => void>()

export function startUpload(file: File): string {
  const id = newKey()
  states.set(id, { file, preview: URL.createObjectURL(file), progress: 0, error: null, stored: null })
  send(id, file)
  return id
}

/** Starts several, as places of a gallery; files that are no pictures of ours are left out. */
export function startUploads(files: File[]): { uploadId: string }[] {
  return files.filter((file) => validateImage(file) === null).map((file) => ({ uploadId: startUpload(file) }))
}

export function retryUpload(id: string): void {
  const state = states.get(id)
  if (!state || state.stored) return
  cancels.get(id)?.()
  change(id, { error: null, progress: 0 })
  send(id, state.file)
}

export function cancelUpload(id: string): void {
  cancels.get(id)?.()
  states.delete(id)
}

/** Names of the pictures in a text that are still on their way. */
export function pendingUploadNames(content: JSONContent): string[] {
  return uploadIds(content).map((id) => states.get(id)?.file.name || "a picture")
}

export function useUpload(id: string): UploadState | null {
  return useSyncExternalStore(subscribe, () => states.get(id) ?? null, returnNull)
}

function send(id: string, file: File) {
  const { done, cancel } = uploadImage(file, (progress) => change(id, { progress }))
  cancels.set(id, cancel)
  done.then(
    (stored) => change(id, { stored, progress: 1 }),
    (error: unknown) => {
      change(id, { error: error instanceof Error ? error.message : String(error) })
      if (isUploadLost(error)) sendLater(id)
    },
  )
}

/** The picture is still here, so it goes again by itself: when the network is back, and every now and then. */
function sendLater(id: string) {
  const times = (failures.get(id) ?? 0) + 1
  failures.set(id, times)
  const again = () => {
    stop()
    retryUpload(id)
  }
  const timer = setTimeout(() => (navigator.onLine ? again() : undefined), backoff(times))
  const stop = () => {
    clearTimeout(timer)
    window.removeEventListener("online", again)
  }
  window.addEventListener("online", again)
  cancels.set(id, stop)
}

function change(id: string, part: Partial<UploadState>) {
  const state = states.get(id)
  if (!state) return
  states.set(id, { ...state, ...part })
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

const returnNull = () => null
