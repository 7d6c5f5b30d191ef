import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"
import { end, findFreePort, waitUntilReady } from "../lib/start-product"
import { parseCommand, readVariables } from "./dockerfile"
import { runDockerfile } from "./run-dockerfile"

/*
 * Builds the image's files by the Dockerfile's own steps, starts them as a user who may write nowhere, on a database beside,
 * asks as Docker does whether it is healthy, and stops it as Docker does. Needs no Docker.
 */

const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const MAX_STOP_MS = 10_000

/** Throws when something is not as it must be. */
export async function tryImage(say: (words: string) => void): Promise<void> {
  const root = mkdtempSync(path.join(os.tmpdir(), "running-story-image-"))
  let child: ChildProcess | undefined
  const postgres = await startEmbeddedPostgres(path.join(root, "database"), () => {})
  try {
    spawnSync("chmod", ["755", root])
    const { stage, folder } = runDockerfile(path.join(root, "stages"), say)
    const app = path.join(folder, "app")
    const temporary = path.join(root, "tmp")
    mkdirSync(temporary)
    spawnSync("chmod", ["1777", temporary])
    const port = await findFreePort()
    const step = (name: string) => stage.steps.find(({ instruction }) => instruction === name)?.value ?? ""
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      TMPDIR: temporary,
      ...readVariables(stage),
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: postgres.url,
    }
    const [command = "", ...args] = parseCommand(step("CMD"))
    child = spawn(command, args, { cwd: app, env, ...NOBODY, stdio: ["ignore", "pipe", "pipe"] })
    let words = ""
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (words += chunk))
    await waitUntilReady(`http://127.0.0.1:${port}`, child, () => words)
    say("It serves.")
    await checkPage(`http://127.0.0.1:${port}`)
    const [healthy = "", ...question] = parseCommand(step("HEALTHCHECK"))
    if (spawnSync(healthy, question, { env }).status !== 0) throw new Error("It says that it is not healthy.")
    const wrong = { ...env, PORT: String(await findFreePort()) }
    if (spawnSync(healthy, question, { env: wrong }).status === 0)
      throw new Error("It calls healthy what is not there.")
    const began = Date.now()
    await end(child)
    if (child.exitCode !== 0) throw new Error(`It ended with ${child.exitCode ?? child.signalCode}:\n${words}`)
    if (Date.now() - began > MAX_STOP_MS) throw new Error("It took too long to stop.")
    say(`It stopped after ${Date.now() - began} ms.`)
  } finally {
    if (child) await end(child)
    await postgres.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

async function checkPage(url: string): Promise<void> {
  const page = await fetch(url)
  const style = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(await page.text())?.[1]
  if (!page.ok || !style) throw new Error("The front page is not right.")
  if (!(await fetch(`${url}${style}`)).ok) throw new Error("The front page has no styles.")
}
