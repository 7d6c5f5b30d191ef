import { useSyncExternalStore } from "react"

const QUERY = "(pointer: coarse)"

/** True on devices that are touched, which have a camera at hand. */
export function useTouch(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(QUERY)
      media.addEventListener("change", listener)
      return () => media.removeEventListener("change", listener)
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  )
}
