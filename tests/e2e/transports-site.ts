import { PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { type Product, startProduct } from "../../scripts/lib/start-product"
import { type StoryClient, storyOf } from "../../scripts/lib/story-client"
import { test as base } from "./fixtures"

type Site = { product: Product; service: PusherServer }

/** Tests on a product that offers every publisher, the hosted one served by a server of its protocol on this machine. */
export const test = base.extend<{ story: StoryClient; baseURL: string }, { site: Site }>({
  site: [
    async ({}, use) => {
      const service = await new PusherServer().start()
      const product = await startProduct({ env: { ...service.env, POLLING_INTERVAL: "500" } })
      await use({ product, service })
      await product.stop()
      await service.stop()
    },
    { scope: "worker", timeout: 240_000 },
  ],
  baseURL: async ({ site }, use) => use(site.product.url),
  story: async ({ site }, use) => use(storyOf(site.product)),
})
