import { useSyncExternalStore } from "react"
import { localItems } from "@/lib/local-storage"

const KEY = "running-story:queue-sound"
const listeners = new Set<() => void>()

/** Whether this browser sounds when a post is submitted; off until an editor turns it on. */
export function useQueueSound(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isQueueSoundOn,
    () => false,
  )
}

export function isQueueSoundOn(): boolean {
  return localItems.read(KEY) === "on"
}

export function setQueueSound(on: boolean): void {
  localItems.write(KEY, on ? "on" : "off")
  if (on) playQueueSound()
  for (const listener of listeners) listener()
}

/** One short, quiet tone. */
export function playQueueSound(): void {
  const context = new AudioContext()
  const [tone, volume] = [context.createOscillator(), context.createGain()]
  tone.frequency.value = 660
  volume.gain.setValueAtTime(0.05, context.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.25)
  tone.connect(volume).connect(context.destination)
  tone.onended = () => void context.close()
  tone.start()
  tone.stop(context.currentTime + 0.25)
}
