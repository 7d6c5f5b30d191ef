import { mkdtempSync, rmSync } from "node:fs"
import { readdir, readFile, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { drawText } from "@/lib/media/draw"
import { singleton } from "@/lib/singleton"
import { woffToSfnt } from "./woff-to-sfnt"

/** Names by which the fonts of the pages are known to the program that draws text; a comma ends a name. */
export const SERIF = "Source Serif 4 SemiBold,"
export const SANS = "Inter Medium,"

const PACKAGES = [
  { folder: "source-serif-4", files: /-600-normal\.woff$/, name: SERIF },
  { folder: "inter", files: /-500-normal\.woff$/, name: SANS },
]

/** Makes our fonts known to the program that draws text, once per process. Other scripts come from the system's fonts. */
export function loadFonts(): Promise<void> {
  return singleton("card fonts", async () => {
    // The program reads fonts from files only, and goes on reading them as long as it draws.
    const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-fonts-"))
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
    for (const { folder: from, files, name } of PACKAGES) {
      const source = path.join(process.cwd(), "node_modules", "@fontsource", from, "files")
      for (const file of (await readdir(source)).filter((each) => files.test(each))) {
        const target = path.join(folder, `${file}.ttf`)
        await writeFile(target, woffToSfnt(await readFile(path.join(source, file))))
        await drawText({ markup: "x", font: `${name} 10`, fontFile: target, width: 100 })
      }
    }
  })
}
