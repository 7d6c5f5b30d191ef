// @ts-check
import { parentPort, workerData } from "node:worker_threads"
import { parseMetadata } from "./parse-metadata.js"

/** @type {{ bytes: Uint8Array, charset: string | null, url: string }} */
const { bytes, charset, url } = workerData
parentPort?.postMessage(parseMetadata(bytes, charset, new URL(url)))
