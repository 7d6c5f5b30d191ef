import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { type BuildOptions, build, type Metafile } from "esbuild"
import { type PageScripts, READER_BUNDLE_FILE, type ReaderBundle } from "@/lib/page-cache/reader-bundle"
import { EMBED_SCRIPT_FILE } from "@/lib/server/embed-script"

const ENTRY = "components/reader/hydrate.tsx"
/** Keeps the front page up to date. */
const FRONT_ENTRY = "components/reader/front-entry.ts"
const EMBED_ENTRY = "components/reader/embed/hydrate-embed.tsx"
const ELEMENT = "components/reader/embed/running-story.ts"
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
const COMMON = {
  bundle: true,
  target: ["chrome111", "edge111", "firefox111", "safari16.4"],
  minify: true,
  legalComments: "none",
  logLevel: "error",
} satisfies BuildOptions

/**
 * Builds the scripts of readers' pages and of embeds, after Next's build, for the browsers that Next supports. Notes their
 * addresses for the server (lib/page-cache/reader-bundle.ts). The element for other sites has one address.
 */
export async function buildReaderScript(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  const { metafile } = await build({
    ...COMMON,
    entryPoints: { "live-entry": ENTRY, "front-entry": FRONT_ENTRY, "embed-entry": EMBED_ENTRY },
    alias: ALIAS,
    outdir: FOLDER,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    format: "esm",
    jsx: "automatic",
    metafile: true,
    define: { "process.env.NODE_ENV": '"production"' },
  })
  const scripts: PageScripts = {
    page: toScript(metafile, ENTRY),
    embed: toScript(metafile, EMBED_ENTRY),
    front: toAddress(outputOf(metafile.outputs, FRONT_ENTRY)),
  }
  writeFileSync(READER_BUNDLE_FILE, JSON.stringify(scripts))
  mkdirSync(path.dirname(EMBED_SCRIPT_FILE), { recursive: true })
  await build({ ...COMMON, entryPoints: [ELEMENT], outfile: EMBED_SCRIPT_FILE, format: "iife" })
}

function toScript({ outputs }: Metafile, source: string): ReaderBundle {
  const entry = outputOf(outputs, source)
  const found = new Set<string>()
  const follow = (file: string) => {
    for (const { path: imported, kind } of outputs[file]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(imported)) continue
      found.add(imported)
      follow(imported)
    }
  }
  follow(entry)
  return { entry: toAddress(entry), imports: [...found].map(toAddress) }
}

function outputOf(outputs: Metafile["outputs"], source: string): string {
  const file = Object.keys(outputs).find((each) => outputs[each]?.entryPoint === source)
  if (!file) throw new Error(`The build of ${source} has no entry.`)
  return file
}

function toAddress(file: string): string {
  return `/_next/${path.relative(".next", file).split(path.sep).join("/")}`
}
