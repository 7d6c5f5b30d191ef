import { EMPTY_DOCUMENT, type PostDocument } from "@/lib/content/document"
import { joinParts, type MergePart, mergeDocuments, type Side } from "@/lib/content/merge-documents"
import { mergeList, mergeValue } from "@/lib/content/merge-values"
import type { DeskPost } from "@/lib/posts/schema"
import { fromDocument } from "./from-document"
import { toDocument } from "./to-document"
import { type Marks, marksOf, type Words, wordsOf } from "./words"

/** A field that both changed to something else. */
export type OpenField = { name: keyof Marks; mine: string; theirs: string }

export type Merge = { fields: OpenField[]; parts: MergePart[]; marks: Marks }

/** Two editors' words, both made from `base`: what is settled by itself, and what somebody has to choose. */
export function mergeWords(base: Words, mine: Words, theirs: Words): Merge {
  const marks: Marks = { ...marksOf(theirs) }
  const fields: OpenField[] = []
  for (const name of Object.keys(marksOf(mine)) as (keyof Marks)[]) {
    const open = mergeMark(name, { base, mine, theirs }, marks)
    if (open) fields.push(open)
  }
  return { fields, parts: mergeDocuments(documentOf(base), documentOf(mine), documentOf(theirs)), marks }
}

/** What the composer holds once everything is chosen. */
export function joinWords(
  { fields, parts, marks }: Merge,
  { mine, theirs }: { mine: Words; theirs: DeskPost },
  chosen: { fields: Side[]; parts: Side[] },
): Words {
  const all = { ...marks }
  for (const [index, { name }] of fields.entries()) if (chosen.fields[index] !== "theirs") takeMark(name, mine, all)
  const content = fromDocument(joinParts(parts, chosen.parts), { described: theirs.state !== "draft" })
  return { ...wordsOf(theirs), ...all, content }
}

function mergeMark<K extends keyof Marks>(
  name: K,
  { base, mine, theirs }: { base: Words; mine: Words; theirs: Words },
  marks: Marks,
): OpenField | null {
  const lists = [base[name], mine[name], theirs[name]].map(toStrings)
  const [old, my, their] = lists
  const value =
    old && my && their
      ? { kind: "settled" as const, value: mergeList(old, my, their) as unknown as Marks[K] }
      : mergeValue(base[name], mine[name], theirs[name])
  if (value.kind === "open") return { name, mine: print(value.mine), theirs: print(value.theirs) }
  marks[name] = value.value
  return null
}

function takeMark<K extends keyof Marks>(name: K, from: Marks, to: Marks): void {
  to[name] = from[name]
}

function toStrings(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value : null
}

/** A field's value in words: a text, or names in a row. */
function print(value: unknown): string {
  if (Array.isArray(value)) return value.map(print).join(", ")
  if (typeof value === "object" && value !== null && "name" in value) return String(value.name)
  return String(value)
}

function documentOf({ content }: Words): PostDocument {
  return toDocument(content) ?? EMPTY_DOCUMENT
}
