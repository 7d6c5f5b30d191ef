import { useSyncExternalStore } from "react"
import { newKey } from "./kept-text"
import { type StoredPicture, uploadPicture } from "./upload-picture"

/** A picture on its way to the server. The editor holds only its id; this holds the rest, for as long as the page lives. */
export type UploadState = {
  file: File
  preview: string
  progress: number
  error: string | null
  stored: StoredPicture | null
}

const states = new Map<string, UploadState>()
const cancels = new Map<string, () => void>()
const listeners = new Set<() => void>()

export function startUpload(file: File): string {
  const id = newKey()
  states.set(id, { file, preview: URL.createObjectURL(file), progress: 0, error: null, stored: null })
  send(id, file)
  return id
}

export function retryUpload(id: string): void {
  const state = states.get(id)
  if (!state) return
  change(id, { error: null, progress: 0 })
  send(id, state.file)
}

export function cancelUpload(id: string): void {
  cancels.get(id)?.()
}

export function useUpload(id: string): UploadState | null {
  return useSyncExternalStore(subscribe, () => states.get(id) ?? null, returnNull)
}

function send(id: string, file: File) {
  const { done, cancel } = uploadPicture(file, (progress) => change(id, { progress }))
  cancels.set(id, cancel)
  done.then(
    (stored) => change(id, { stored, progress: 1 }),
    (error: unknown) => change(id, { error: error instanceof Error ? error.message : String(error) }),
  )
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
