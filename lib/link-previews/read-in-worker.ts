import { Worker } from "node:worker_threads"
import { FetchError } from "@/lib/fetch/fetch-error"
import type { Fetched } from "@/lib/fetch/safe-fetch"
import type { PageMetadata } from "./parse-metadata.js"

const TIMEOUT_MS = 5_000
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 }

/**
 * What a page says of itself, read in a thread of its own that ends with it: what another site wrote holds up nobody here,
 * whatever it is. Throws `FetchError` when it takes too long or breaks.
 */
export async function readInWorker({ bytes, charset, url }: Fetched, timeoutMs = TIMEOUT_MS): Promise<PageMetadata> {
  // Written so that the build finds the file, and takes it along with all that it imports.
  const worker = new Worker(new URL("./parse-metadata-worker.js", import.meta.url), {
    workerData: { bytes, charset, url: url.href },
    execArgv: [],
    env: {},
    resourceLimits: RESOURCE_LIMITS,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<PageMetadata>((done, fail) => {
      timer = setTimeout(() => fail(new Error("The page was not read in time.")), timeoutMs)
      worker.once("message", done)
      worker.once("error", fail)
      worker.once("exit", () => fail(new Error("The reader of the page ended without a word.")))
    })
  } catch (cause) {
    throw new FetchError("unreadable", { cause })
  } finally {
    clearTimeout(timer)
    void worker.terminate()
  }
}
