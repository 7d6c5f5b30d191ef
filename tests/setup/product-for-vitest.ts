import type { TestProject } from "vitest/node"
import type { PusherClientConfig } from "@/lib/protocol/live-config"
import { PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { findNginx } from "../../scripts/lib/find-nginx"
import { startProduct } from "../../scripts/lib/start-product"

declare module "vitest" {
  export interface ProvidedContext {
    product: {
      url: string
      token: string
      dataDir: string
      pusher: PusherClientConfig
      /** With what another process on the same database tells the same service. */
      pusherEnv: Record<string, string>
      secrets: Secrets
    }
  }
}

/** What nobody outside may ever read, by the names under which it is set. */
type Secrets = Record<string, string>

/** One running product for all tests that speak HTTP, with a Pusher service of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Once for all files: two that install it at the same time would stand in each other's way.
  findNginx()
  const service = await new PusherServer().start()
  const own = {
    AUTH_SECRET: "canary-of-what-sessions-are-signed-with",
    CRON_SECRET: "canary-of-what-opens-the-door-of-clocks",
  }
  const env = { POLLING_TIMEOUT: "3", ...own, ...service.env }
  const { url, token, dataDir, setupToken, stop } = await startProduct({ env })
  const secrets = { ...own, SETUP_TOKEN: setupToken, PUSHER_SECRET: service.env.PUSHER_SECRET ?? "" }
  project.provide("product", { url, token, dataDir, pusher: service.clientSettings, pusherEnv: service.env, secrets })
  return async () => {
    await stop()
    await service.stop()
  }
}
