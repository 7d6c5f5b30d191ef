import type { Page } from "@playwright/test"
import { build } from "esbuild"
import type { EditorApi } from "../editor/harness"

declare global {
  interface Window {
    editorApi: EditorApi
  }
}

let script: Promise<string> | undefined

function bundle(): Promise<string> {
  script ??= build({
    entryPoints: ["tests/editor/harness.tsx"],
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "")
  return script
}

/** The editor alone, without a product: for what a text becomes, whatever its way in. */
export async function openEditor(page: Page): Promise<void> {
  await page.setContent('<!doctype html><html lang="en"><body></body></html>')
  await page.addScriptTag({ content: await bundle() })
  await page.getByRole("textbox", { name: "Text of the post" }).focus()
}
