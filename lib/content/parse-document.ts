import { AppError } from "@/lib/errors"
import { LIMITS } from "./content-limits"
import { documentSchema, type PostDocument } from "./document"
import { documentText } from "./plain-text"

/**
 * Checks a document that came from outside. Throws `post_too_large` or `invalid_content`, whose texts tell the writer
 * what to do. Size and depth are checked before the schema walks the tree, so that a hostile one costs little.
 */
export function parseDocument(value: unknown): PostDocument {
  requireBounded(value)
  const result = documentSchema.safeParse(value)
  if (!result.success) throw new AppError("invalid_content", { issues: result.error.issues.map(toIssue) })
  const bytes = new TextEncoder().encode(documentText(result.data)).length
  if (bytes > LIMITS.textBytes) throw new AppError("post_too_large")
  return result.data
}

function toIssue(issue: { path: PropertyKey[]; message: string }) {
  return { path: issue.path.map(String).join("."), message: issue.message }
}

type Place = { value: unknown; path: string; depth: number; lists: number }

function requireBounded(root: unknown) {
  let nodes = 0
  const places: Place[] = [{ value: root, path: "", depth: 0, lists: 0 }]
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, path, depth } = place
    if (typeof value !== "object" || value === null) continue
    nodes += 1
    const lists = place.lists + (isList(value) ? 1 : 0)
    if (lists > LIMITS.listDepth) throw refusal(path, `Lists may be nested ${LIMITS.listDepth} deep.`)
    if (depth > LIMITS.depth) throw refusal(path, "No block is nested as deep as this.")
    // Each node of the tree is an object, its attributes and marks are others.
    if (nodes > LIMITS.nodes * 4)
      throw refusal("", `An update has at most ${LIMITS.nodes} parts. Split it into several.`)
    for (const [key, child] of Object.entries(value))
      places.push({ value: child, path: path === "" ? key : `${path}.${key}`, depth: depth + 1, lists })
  }
}

function isList(value: object): boolean {
  return "type" in value && (value.type === "bulletList" || value.type === "orderedList")
}

function refusal(path: string, message: string): AppError {
  return new AppError("invalid_content", { issues: [{ path, message }] })
}
