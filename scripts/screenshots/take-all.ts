import path from "node:path"
import type { Browser, BrowserContextOptions, Page } from "@playwright/test"
import { SCHEMES, WORLD } from "./sample-newsroom"

export type ScreenshotRun = {
  browser: Browser
  folder: string
  url: string
  sizes: Record<string, BrowserContextOptions>
}
export type Session = Exclude<BrowserContextOptions["storageState"], string>
export type Shot = { name: string; show: (page: Page) => Promise<void>; fullPage?: boolean }

/** Photographs one state in all sizes, light and dark. One that cannot be had is told, and taken as it is. */
export async function takeAll(
  { browser, folder, url, sizes }: ScreenshotRun,
  shot: Shot,
  session?: Session,
): Promise<void> {
  for (const [size, options] of Object.entries(sizes)) {
    for (const colorScheme of SCHEMES) {
      const look = { ...options, ...WORLD, deviceScaleFactor: 1, colorScheme, baseURL: url }
      const context = await browser.newContext({ ...look, ...(session ? { storageState: session } : {}) })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      const name = `${shot.name}-${size}-${colorScheme}`
      try {
        await shot.show(page)
      } catch (error) {
        console.log(`${name} is not as wanted: ${String(error).split("\n")[0]}`)
      }
      await page.evaluate(() => document.fonts.ready)
      const file = path.join(folder, `${name}.png`)
      await page.screenshot({ path: file, animations: "disabled", fullPage: shot.fullPage ?? false })
      await context.close()
    }
  }
  console.log(shot.name)
}
