import { inject } from "vitest"

/** The running product: its address and an API token for all blogs. */
export function useServer(): { url: string; token: string; dataDir: string } {
  return inject("product")
}
