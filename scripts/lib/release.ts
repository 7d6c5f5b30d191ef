import { readFileSync } from "node:fs"

/** The version of this release, as package.json tells it. */
export function readRelease(): string {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string }
  return version
}
