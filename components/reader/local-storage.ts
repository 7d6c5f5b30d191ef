/*
 * What a reader's own browser remembers: choices and how far they read. It never leaves the device, and a browser that
 * keeps nothing just forgets.
 */

const PREFIX = "running-story"

export function readLocal(...name: string[]): string | null {
  try {
    return window.localStorage.getItem([PREFIX, ...name].join(":"))
  } catch {
    return null
  }
}

export function writeLocal(value: string | null, ...name: string[]): void {
  try {
    const key = [PREFIX, ...name].join(":")
    if (value === null) window.localStorage.removeItem(key)
    else window.localStorage.setItem(key, value)
  } catch {
    // Full, or forbidden by the reader.
  }
}
