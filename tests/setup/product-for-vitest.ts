import type { TestProject } from "vitest/node"
import type { PusherClientConfig } from "@/lib/protocol/live-config"
import { PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { findCacheServer } from "../../scripts/lib/find-cache-server"
import { startProduct } from "../../scripts/lib/start-product"
import { startLinkedSite } from "../fakes/linked-site"

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
      /** Another site, that the product may look at. */
      linked: string
    }
  }
}

/** What nobody outside may ever read, by the names under which it is set. */
type Secrets = Record<string, string>

/** One running product for all tests that speak HTTP, with a Pusher service of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Once for all files: two that install it at the same time would stand in each other's way.
  for (const name of ["nginx", "varnish"] as const) findCacheServer(name)
  const service = await new PusherServer().start()
  const site = await startLinkedSite()
  const own = {
    AUTH_SECRET: "canary-of-what-sessions-are-signed-with",
    CRON_SECRET: "canary-of-what-opens-the-door-of-clocks",
  }
  const linked = `http://127.0.0.1:${site.port}`
  const env = { POLLING_TIMEOUT: "3", FETCH_PRIVATE_HOSTS: new URL(linked).host, ...own, ...service.env }
  const { url, token, dataDir, setupToken, stop } = await startProduct({ env })
  const secrets = { ...own, SETUP_TOKEN: setupToken, PUSHER_SECRET: service.env.PUSHER_SECRET ?? "" }
  const { clientSettings: pusher, env: pusherEnv } = service
  project.provide("product", { url, token, dataDir, pusher, pusherEnv, secrets, linked })
  return async () => {
    await stop()
    await Promise.all([service.stop(), site.close()])
  }
}
