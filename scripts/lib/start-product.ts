import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import os from "node:os"
import path from "node:path"

const READY_TIMEOUT_MS = 180_000

export type Product = {
  url: string
  dataDir: string
  setupToken: string
  token: string
  process: ChildProcess
  /** All that it said so far. */
  output: () => string
  stop: () => Promise<void>
}

/**
 * Starts the product as `npm start` does, on a fresh data folder and a free port, and waits until it is ready. The
 * environment of the caller is passed on without a database of its own, so that the embedded one is used.
 */
export async function startProduct(
  options: { dataDir?: string; port?: number; env?: Record<string, string>; cwd?: string } = {},
): Promise<Product> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), "running-story-product-")))
  const port = options.port ?? (await findFreePort())
  const setupToken = "set-up-token-of-the-tests"
  const env = {
    ...process.env,
    // Empty rather than left out: a developer's .env must not name one either.
    DATABASE_URL: "",
    PORT: String(port),
    DATA_DIR: dataDir,
    SETUP_TOKEN: setupToken,
    DEMO: "0",
    ...options.env,
  }
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.cwd ? { cwd: options.cwd } : {}),
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
  const url = `http://localhost:${port}`
  const stop = async () => {
    await end(child)
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
  }
  await waitUntilReady(url, child, () => output)
  return { url, dataDir, setupToken, token: makeToken(env), process: child, output: () => output, stop }
}

function makeToken(env: NodeJS.ProcessEnv): string {
  const result = spawnSync(process.execPath, ["--import", "tsx", "scripts/token.ts", "--name", "Tests"], {
    env,
    encoding: "utf8",
  })
  const token = /rs_[A-Za-z0-9]+/.exec(result.stdout)?.[0]
  if (!token) throw new Error(`npm run token printed no token:\n${result.stdout}\n${result.stderr}`)
  return token
}

export async function waitUntilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The product ended while starting:\n${output()}`)
    const ready = await fetch(`${url}/api/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The product was not ready in time:\n${output()}`)
}

/** Ends a product with SIGTERM, and by force when it has not gone after 12 s. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  child.kill("SIGTERM")
  const force = setTimeout(() => child.kill("SIGKILL"), 12_000)
  await exited
  clearTimeout(force)
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
}
