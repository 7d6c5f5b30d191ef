import { fromDocument } from "@/components/desk/editor/from-document"
import { toDocument } from "@/components/desk/editor/to-document"
import { EMPTY_DOCUMENT, type PostDocument } from "@/lib/content/document"
import { applyChoices, type MergePart, mergeDocuments, type Side } from "@/lib/content/merge-documents"
import { mergeList, mergeValue } from "@/lib/content/merge-values"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { type Draft, metadataOf, type PostMetadata, toDraft } from "./draft"

/** A field that both changed to something else. */
export type ConflictingField = { name: keyof PostMetadata; mine: string; theirs: string }

export type DraftMerge = { fields: ConflictingField[]; parts: MergePart[]; marks: PostMetadata }

/** Two editors' words, both made from `base`: what is settled by itself, and what somebody has to choose. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): DraftMerge {
  const marks: PostMetadata = { ...metadataOf(theirs) }
  const fields: ConflictingField[] = []
  for (const name of Object.keys(metadataOf(mine)) as (keyof PostMetadata)[]) {
    const open = mergeMark(name, { base, mine, theirs }, marks)
    if (open) fields.push(open)
  }
  return { fields, parts: mergeDocuments(documentOf(base), documentOf(mine), documentOf(theirs)), marks }
}

/** What the composer holds once everything is chosen. */
export function applyDraftChoices(
  { fields, parts, marks }: DraftMerge,
  { mine, theirs }: { mine: Draft; theirs: DeskPost },
  chosen: { fields: Side[]; parts: Side[] },
): Draft {
  const all = { ...marks }
  for (const [index, { name }] of fields.entries()) if (chosen.fields[index] !== "theirs") takeMark(name, mine, all)
  const content = fromDocument(applyChoices(parts, chosen.parts), { described: theirs.state !== "draft" })
  return { ...toDraft(theirs), ...all, content }
}

function mergeMark<K extends keyof PostMetadata>(
  name: K,
  { base, mine, theirs }: { base: Draft; mine: Draft; theirs: Draft },
  marks: PostMetadata,
): ConflictingField | null {
  const lists = [base[name], mine[name], theirs[name]].map(toStrings)
  const [old, my, their] = lists
  const value =
    old && my && their
      ? { kind: "settled" as const, value: mergeList(old, my, their) as unknown as PostMetadata[K] }
      : mergeValue(base[name], mine[name], theirs[name])
  if (value.kind === "open") return { name, mine: print(value.mine), theirs: print(value.theirs) }
  marks[name] = value.value
  return null
}

function takeMark<K extends keyof PostMetadata>(name: K, from: PostMetadata, to: PostMetadata): void {
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

function documentOf({ content }: Draft): PostDocument {
  return toDocument(content) ?? EMPTY_DOCUMENT
}
