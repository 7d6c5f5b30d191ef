import { readdirSync } from "node:fs"
import path from "node:path"

export type Door = { file: string; address: string; kind: "page" | "route" }

/** Files of the app that are doors by their name alone. */
const BY_NAME: Record<string, string> = {
  "robots.ts": "/robots.txt",
}

/**
 * Every page and route handler that the app has, found in its folders, so that a new one is found too. `fill` says what
 * stands for each part of an address that varies; it throws for a part that nobody has thought of.
 */
export function findDoors(fill: (part: string, folder: string) => string): Door[] {
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
    )
  return walk("app").flatMap((file): Door[] => {
    const name = path.basename(file)
    const folder = path.relative("app", path.dirname(file))
    if (folder === "" && BY_NAME[name]) return [{ file, address: BY_NAME[name], kind: "route" }]
    const kind = { "page.tsx": "page", "route.ts": "route" }[name] as Door["kind"] | undefined
    if (!kind) return []
    const parts = folder.split(path.sep).filter((part) => part !== "" && !/^\(.*\)$/.test(part))
    const address = `/${parts.map((part) => (part.startsWith("[") ? fill(part, folder) : part)).join("/")}`
    return [{ file, address: address.replace(/\/$/, "") || "/", kind }]
  })
}
