import { readFileSync } from "node:fs"
import { addressOf } from "./find-routes"

/** The server actions of the build, under the ids by which browsers call them, each with a page that offers it. */
export function readActions(): { id: string; door: string; address: string }[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>
  }
  return Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    door: `${filename} ${exportedName}`,
    address: addressOf({ file: Object.keys(workers)[0] ?? "" }).replaceAll(/\[+[^\]]*\]+/g, "x"),
  }))
}
