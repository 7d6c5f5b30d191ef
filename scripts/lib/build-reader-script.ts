import { rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { build, type Metafile } from "esbuild"
import { READER_BUNDLE_FILE, type ReaderBundle } from "@/lib/page-cache/reader-bundle"

const ENTRY = "components/reader/hydrate.tsx"
/** Keeps the front page up to date. */
const FRONT_ENTRY = "components/reader/front-entry.ts"
/** Next serves what is here for ever: each file has its contents' hash in its name. */
const FOLDER = path.join(".next", "static", "reader")

/**
 * The components are written for React, which draws them on the server. In a reader's browser Preact runs them: a tenth of
 * the size (docs/decisions/039-preact-in-readers-browsers.md).
 */
const ALIAS = {
  react: "preact/compat",
  "react-dom": "preact/compat",
  "react-dom/client": "preact/compat/client",
  "react/jsx-runtime": "preact/jsx-runtime",
}

/**
 * Builds the scripts of readers' pages, after Next's build, for the browsers that Next supports. Notes its address for the
 * server (lib/page-cache/reader-bundle.ts).
 */
export async function buildReaderScript(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  const { metafile } = await build({
    entryPoints: { "live-entry": ENTRY, "front-entry": FRONT_ENTRY },
    alias: ALIAS,
    outdir: FOLDER,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["chrome111", "edge111", "firefox111", "safari16.4"],
    jsx: "automatic",
    minify: true,
    legalComments: "none",
    metafile: true,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  })
  writeFileSync(READER_BUNDLE_FILE, JSON.stringify(toScript(metafile)))
}

function toScript({ outputs }: Metafile): ReaderBundle {
  const outputOf = (source: string) => {
    const file = Object.keys(outputs).find((each) => outputs[each]?.entryPoint === source)
    if (!file) throw new Error(`The build of ${source} has no entry.`)
    return file
  }
  const entry = outputOf(ENTRY)
  const found = new Set<string>()
  const follow = (file: string) => {
    for (const { path: imported, kind } of outputs[file]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(imported)) continue
      found.add(imported)
      follow(imported)
    }
  }
  follow(entry)
  return { entry: toAddress(entry), imports: [...found].map(toAddress), front: toAddress(outputOf(FRONT_ENTRY)) }
}

function toAddress(file: string): string {
  return `/_next/${path.relative(".next", file).split(path.sep).join("/")}`
}
