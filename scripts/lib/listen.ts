import type { Server } from "node:http"

/** Opens a server's port. Throws in words when another program has it; `advice` says how to choose another. */
export function listen(server: Server, port: number, host: string | undefined, advice: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const words = `Port ${port} is in use by another program. Stop it, or choose another port: ${advice}`
      reject(error.code === "EADDRINUSE" ? new Error(words) : error)
    })
    server.listen(port, host, resolve)
  })
}
