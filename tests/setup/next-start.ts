import { type ChildProcess, spawn } from "node:child_process"
import path from "node:path"
import { end, findFreePort, waitUntilReady } from "../../scripts/lib/start-product"

/** The built app as `next start` serves it, without our own server in front, on a database that is there already. */
export async function startNext(env: Record<string, string>): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await findFreePort()
  const next = path.join("node_modules", "next", "dist", "bin", "next")
  const child: ChildProcess = spawn(process.execPath, [next, "start", "-p", String(port)], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
  const url = `http://localhost:${port}`
  await waitUntilReady(url, child, () => output)
  return { url, stop: () => end(child) }
}
