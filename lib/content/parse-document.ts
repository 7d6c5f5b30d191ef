import { AppError } from "@/lib/errors"
import { documentSchema, type PostDocument } from "./document"
import { LIMITS } from "./limits"
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

function requireBounded(root: unknown) {
  let nodes = 0
  const stack: [unknown, number][] = [[root, 0]]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [value, depth] = next
    if (typeof value !== "object" || value === null) continue
    nodes += 1
    // Each node of the tree is an object in an array: two levels of the walk.
    if (nodes > LIMITS.nodes * 4 || depth > LIMITS.depth * 2) throw new AppError("post_too_large")
    for (const child of Object.values(value)) stack.push([child, depth + 1])
  }
}
