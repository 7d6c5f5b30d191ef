import { chromium } from "@playwright/test"
import { startProduct } from "../../scripts/lib/start-product"
import { startLinkedSite } from "../fakes/linked-site"

export const ADMIN = { name: "Ada Admin", email: "ada@newsroom.example", password: "correct horse battery" }

/** Starts the product and sets it up as a person does, in a browser; keeps the admin's session for the tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const site = await startLinkedSite()
  const product = await startProduct({
    env: { POLLING_INTERVAL: "500", FETCH_PRIVATE_HOSTS: `127.0.0.1:${site.port}` },
  })
  Object.assign(process.env, {
    E2E_URL: product.url,
    E2E_TOKEN: product.token,
    E2E_SESSION: `${product.dataDir}/session.json`,
    E2E_LINKED: `http://127.0.0.1:${site.port}`,
  })
  const browser = await chromium.launch({
    ...(process.env.E2E_CHROMIUM ? { executablePath: process.env.E2E_CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  })
  const page = await browser.newPage({ baseURL: product.url })
  await page.goto(`/setup?token=${product.setupToken}`)
  await page.getByLabel("Your name").fill(ADMIN.name)
  await page.getByLabel("Email address").fill(ADMIN.email)
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await page.getByRole("button", { name: /set up|create|make/i }).click()
  await page.waitForURL("**/desk")
  await page.context().storageState({ path: `${product.dataDir}/session.json` })
  await browser.close()
  return async () => void (await Promise.all([product.stop(), site.close()]))
}
