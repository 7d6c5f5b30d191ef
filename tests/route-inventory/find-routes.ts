import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

/*
 * Every way into the product, found in its sources: what a list of doors names is not what somebody remembered. The tests
 * of permissions, origins and of what leaks all go through this list, and fail at a door that they have no word about.
 */

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const
/** What only reads, and so may be asked by any page. */
export const READS: readonly string[] = ["GET", "HEAD", "OPTIONS"]

export type Door = {
  kind: "action" | "handler" | "page"
  /** Path of the source file. */
  file: string
  /** The exported name: an action's, a method's; of a page "default". */
  name: string
}

/** Files that Next makes an address of besides `page` and `route`. */
const METADATA = /(^|\/)(sitemap|robots|manifest|icon|apple-icon|opengraph-image|twitter-image)\.tsx?$/
const EXPORT = /^export (?:const|let|var|(?:async )?function\*?) (\w+)/gm
const ANY_USE_SERVER = /^\s*["']use server["']/m

/** All server actions, route handlers by method, and pages. */
export function findDoors(): Door[] {
  const files = ["app", "components", "lib"].flatMap(listSources)
  return files.flatMap((file) => {
    const source = readFileSync(file, "utf8")
    if (ANY_USE_SERVER.test(source)) return named(file, source, "action")
    if (/(^|\/)route\.tsx?$/.test(file)) return named(file, source, "handler").filter(({ name }) => isMethod(name))
    if (file.startsWith("app/") && (/(^|\/)page\.tsx?$/.test(file) || METADATA.test(file)))
      return [{ kind: "page", file, name: "default" }]
    return []
  })
}

/** What a list by hand needs to be trusted: every export of these files is one that `findDoors` can see. */
export function findHiddenDoors(): string[] {
  return ["app", "components", "lib"].flatMap(listSources).filter((file) => {
    const source = readFileSync(file, "utf8")
    const isAction = ANY_USE_SERVER.test(source)
    if (isAction && !/^["']use server["']/.test(source)) return true
    const isDoor = isAction || /(^|\/)route\.tsx?$/.test(file)
    return isDoor && /^export (\{|\*|default)/m.test(source)
  })
}

/** Doors that our own server opens beside Next's: the patterns of addresses in its sources. */
export function findOwnEndpoints(): string[] {
  const files = ["lib/collaboration", "lib/http", "lib/realtime", "lib/server"]
    .flatMap(listSources)
    .filter((file) => !/\/client\//.test(file))
  const patterns = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\/(\^\\\/(?:api|ws)\S*\$)\//g)].map((match) => match[1] ?? ""),
  )
  return patterns.map(toTemplate).sort()
}

/** The address of a page or handler, with the names of its parts: "/[slug]/feed.rss". */
export function addressOf({ file }: Pick<Door, "file">): string {
  const folder = path.posix.dirname(file).split("/").slice(1)
  const parts = folder.filter((part) => !/^\(.*\)$/.test(part))
  const last = METADATA.exec(file)?.[2]
  const name = last === "sitemap" ? "sitemap.xml" : last === "robots" ? "robots.txt" : last
  return `/${[...parts, ...(name ? [name] : [])].join("/")}`
}

/** How the tables of the tests name a door. */
export function doorName({ kind, file, name }: Door): string {
  return kind === "page" ? file : `${file} ${name}`
}

function named(file: string, source: string, kind: Door["kind"]): Door[] {
  return [...source.matchAll(EXPORT)].map((match) => ({ kind, file, name: match[1] ?? "" }))
}

function isMethod(name: string): boolean {
  return METHODS.some((method) => method === name)
}

// "^\/api\/blogs\/([^/]+)\/changes\/?$" is "/api/blogs/*/changes".
function toTemplate(pattern: string): string {
  return pattern
    .replace(/^\^|\$$/g, "")
    .replace(/\(\?:\\\?\(\.\*\)\)\?$/, "")
    .replaceAll(/\(\[[^\]]*\]\+\)/g, "*")
    .replaceAll("\\/", "/")
    .replace(/\/\?$/, "")
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file.replaceAll("\\", "/")))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("/generated/"))
    .sort()
}
