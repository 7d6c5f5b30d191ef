import * as z from "zod/mini"
import { AppError, type Issue, MAX_ISSUES } from "@/lib/errors"
import { LIMITS } from "./content-limits"
import { type Block, blockSchema, type PostDocument } from "./document"
import { linkedText } from "./find-links"
import { documentText } from "./plain-text"
import { tableRow } from "./table"
import { unwrapLinks } from "./unwrap-links"

/** More than any part has that we know. */
const MAX_FIELDS = 20

const outlineSchema = z.strictObject({ type: z.literal("doc"), content: z.array(z.unknown()) })

/**
 * Checks a document that came from outside. Throws `post_too_large` or `invalid_content`, whose texts tell the writer
 * what to do. Size and depth are checked before the schema walks the tree, and block by block until enough is wrong, so that a
 * hostile one costs little.
 */
export function parseDocument(value: unknown): PostDocument {
  requireBounded(value)
  const outline = outlineSchema.safeParse(value)
  if (!outline.success) throw new AppError("invalid_content", { issues: outline.error.issues.map(toIssue) })
  const content: Block[] = []
  const issues: Issue[] = []
  for (const [index, each] of outline.data.content.entries()) {
    const block = blockSchema.safeParse(fromRows(each))
    if (block.success) content.push(unwrapLinks(block.data))
    else
      issues.push(
        ...block.error.issues.map(({ path, message }) => toIssue({ path: ["content", index, ...path], message })),
      )
    if (issues.length > MAX_ISSUES) break
  }
  if (issues.length > 0) throw new AppError("invalid_content", { issues })
  const document: PostDocument = { type: "doc", content }
  const bytes = new TextEncoder().encode(documentText(document)).length
  if (bytes > LIMITS.textBytes) throw new AppError("post_too_large")
  return document
}

/** Rows of plain cells, as programs have them, in place of the nodes of a table. */
const rowsSchema = z.looseObject({
  type: z.literal("table"),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
})

function fromRows(value: unknown): unknown {
  const table = rowsSchema.safeParse(value)
  if (!table.success || "content" in table.data) return value
  const { rows, ...rest } = table.data
  const toCell = (cell: string | number) => (cell === "" ? [] : linkedText(String(cell)))
  return { ...rest, content: rows.map((row) => tableRow(row.map(toCell))) }
}

function toIssue(issue: { path: PropertyKey[]; message: string }): Issue {
  return { path: issue.path.map(String).join("."), message: issue.message }
}

type Place = { value: unknown; path: string; depth: number; lists: number }

function requireBounded(root: unknown) {
  let nodes = 0
  const places: Place[] = [{ value: root, path: "", depth: 0, lists: 0 }]
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, path, depth } = place
    if (typeof value !== "object" || value === null) continue
    const children = Object.entries(value)
    const isArray = Array.isArray(value)
    // In a list everything counts: the schema has something to say of each.
    nodes += 1 + (isArray ? children.filter(([, child]) => typeof child !== "object").length : 0)
    const lists = place.lists + (isList(value) ? 1 : 0)
    if (lists > LIMITS.listDepth) throw refusal(path, `Lists may be nested ${LIMITS.listDepth} deep.`)
    if (depth > LIMITS.depth) throw refusal(path, "No block is nested as deep as this.")
    // Each node of the tree is an object, its attributes and marks are others.
    if (nodes > LIMITS.nodes * 4) throw documentTooLong("")
    if (isArray && path.endsWith("content")) requireNodes(value, path)
    if (!isArray && children.length > MAX_FIELDS)
      throw refusal(path, `No part of a text has more than ${MAX_FIELDS} fields.`)
    for (const [key, child] of children)
      places.push({ value: child, path: path === "" ? key : `${path}.${key}`, depth: depth + 1, lists })
  }
}

/** Says of a list what is wrong with it before the schema does so of each of its members, which takes its time. */
function requireNodes(list: unknown[], path: string): void {
  const types = list.map(typeOf)
  const strangers = types.flatMap((type, at) => (type === undefined ? [at] : []))
  if (strangers.length > MAX_ISSUES) {
    const issues = strangers.slice(0, MAX_ISSUES).map((at) => ({ path: `${path}.${at}`, message: "Name its type." }))
    throw new AppError("invalid_content", { issues })
  }
  const embeds = types.filter((type) => type === "embed").length
  if (embeds > LIMITS.embeds) throw refusal(path, `A post has at most ${LIMITS.embeds} embeds. Split it into several.`)
}

function typeOf(node: unknown): unknown {
  return typeof node === "object" && node !== null && "type" in node ? node.type : undefined
}

/** The refusal of a document, or of the text for one, with more parts than a post may have. */
export function documentTooLong(path: string): AppError {
  return refusal(path, `A post has at most ${LIMITS.nodes} parts. Split it into several.`)
}

function isList(value: object): boolean {
  return "type" in value && (value.type === "bulletList" || value.type === "orderedList")
}

function refusal(path: string, message: string): AppError {
  return new AppError("invalid_content", { issues: [{ path, message }] })
}
