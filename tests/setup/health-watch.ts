import { Agent, get } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"

const PAUSE_MS = 20

/**
 * Asks a server how it is again and again, on a connection of its own, while something goes on there. Returns what came of that,
 * and the longest that an answer took, in milliseconds: a server whose turn never ends answers nobody.
 */
export async function watchHealth<T>(url: string, meanwhile: () => Promise<T>): Promise<{ worst: number; result: T }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let worst = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      const asked = performance.now()
      await ask(`${url}/api/health`, agent)
      worst = Math.max(worst, performance.now() - asked)
      await sleep(PAUSE_MS)
    }
  })()
  try {
    const result = await meanwhile()
    over = true
    await watching
    return { worst, result }
  } finally {
    over = true
    agent.destroy()
  }
}

function ask(address: string, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    get(address, { agent }, (answer) => answer.resume().once("end", done)).once("error", fail)
  })
}
