"use client"

import { useSyncExternalStore } from "react"
import type { Platform } from "./shortcuts"

/** Whose keyboard this is; the server does not know. */
export function usePlatform(): Platform {
  return useSyncExternalStore(watchNothing, readPlatform, () => "other")
}

function readPlatform(): Platform {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "mac" : "other"
}

const watchNothing = () => () => {}
