import { spawnServer } from "../../scripts/bench/subject"
import { end, findFreePort } from "../../scripts/lib/start-product"

export type Member = { port: number; kill: () => Promise<void>; start: () => Promise<void>; stop: () => Promise<void> }

/** One more process on a database that others use too; it can be killed, and started again on its port. */
export async function startMember(
  script: "start" | "live-server",
  databaseUrl: string,
  more: Record<string, string> = {},
): Promise<Member> {
  const port = await findFreePort()
  const env = {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LIVE_PORT: String(port),
    POLLING_TIMEOUT: "3",
    DEMO: "0",
    ...more,
  }
  const spawnIt = () => spawnServer(["--import", "tsx", `scripts/${script}.ts`], port, env)
  let child = await spawnIt()
  return {
    port,
    kill: async () => {
      const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
      child.kill("SIGKILL")
      await exited
    },
    start: async () => {
      child = await spawnIt()
    },
    stop: () => end(child),
  }
}
