import { readFileSync } from "node:fs"
import path from "node:path"
import { chromium } from "@playwright/test"
import sharp from "sharp"
import { DESCENT_CHART } from "./lib/descent-chart"
import { findChromium } from "./lib/find-chromium"

/*
 * Draws the demo story's picture anew: the chart as SVG, in the product's own fonts, which only a browser can read from
 * their packages; sharp makes a small PNG of it.
 */

const FILE = path.join("lib", "demo", "apollo-11", "descent.png")
const FONTS = [
  { family: "Inter Variable", file: "inter/files/inter-latin-wght-normal.woff2" },
  { family: "Source Serif 4 Variable", file: "source-serif-4/files/source-serif-4-latin-wght-normal.woff2" },
]

function fontFace({ family, file }: { family: string; file: string }): string {
  const bytes = readFileSync(path.join("node_modules", "@fontsource-variable", file)).toString("base64")
  return `@font-face{font-family:"${family}";font-weight:200 900;src:url(data:font/woff2;base64,${bytes})}`
}

const { width, height, svg } = DESCENT_CHART
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
})
try {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.setContent(`<style>${FONTS.map(fontFace).join("")}body{margin:0}svg{display:block}</style>${svg()}`)
  await page.evaluate(() => document.fonts.ready)
  const { size } = await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(FILE)
  console.log(`${FILE}: ${width} x ${height}, ${Math.round(size / 1024)} KB`)
} finally {
  await browser.close()
}
