import { inject, type ProvidedContext } from "vitest"

/** The running product: its address and an API token for all blogs. */
export function useServer(): ProvidedContext["product"] {
  return inject("product")
}
