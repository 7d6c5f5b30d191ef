import { readFileSync } from "node:fs"

/** What a tool wrote down; null when it did not get so far. */
export function readJsonFile<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T
  } catch {
    return null
  }
}
