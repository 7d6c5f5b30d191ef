import type { TestProject } from "vitest/node"
import { startProduct } from "./product"

declare module "vitest" {
  export interface ProvidedContext {
    product: { url: string; token: string; dataDir: string }
  }
}

/** One running product for all tests that speak HTTP. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, token, dataDir, stop } = await startProduct({ env: { POLLING_TIMEOUT: "3" } })
  project.provide("product", { url, token, dataDir })
  return stop
}
