import { spawn } from "node:child_process"

export type RunOptions = {
  env?: Record<string, string>
  /** Keeps the output until the end, for runs beside others. */
  isBuffered?: boolean
}

/** Runs Node with the given arguments; true when it exits with 0. */
export function runNode(args: string[], { env = {}, isBuffered = false }: RunOptions = {}): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    stdio: isBuffered ? ["ignore", "pipe", "pipe"] : "inherit",
    env: { ...process.env, ...env },
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(chunks))
      resolve(code === 0)
    })
  })
}
