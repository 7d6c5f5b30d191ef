import { spawn } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { findCacheServer } from "../../scripts/lib/find-cache-server"
import { end, findFreePort } from "../../scripts/lib/start-product"
import { waitUntilOpen } from "./nginx"

/** Runs Varnish with a file that we ship, as it is but for the port of the app. */
export async function startVarnish(file: string, appPort: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-varnish-"))
  const shipped = await readFile(file, "utf8")
  const placed = shipped.replace('.port = "3000"', `.port = "${appPort}"`)
  if (placed === shipped) throw new Error("The file has no port of the app.")
  const rules = path.join(folder, "site.vcl")
  await writeFile(rules, placed)
  const port = await findFreePort()
  const args = ["-F", "-j", "none", "-f", rules, "-a", `127.0.0.1:${port}`, "-n", path.join(folder, "work")]
  const child = spawn(findCacheServer("varnish"), [...args, "-s", "malloc,128m", "-T", "none"], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  let words = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  await waitUntilOpen(url, child, () => words)
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  return { url, stop }
}
