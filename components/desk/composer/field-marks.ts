import type { Failure } from "@/components/desk/forms/result"
import type { PostMetadata } from "./draft"

/** What each field of a composer says about a refused save. `pictures`: those without alt text are marked. */
export type FieldMarks = Partial<Record<"title" | "tags" | "authors" | "correction" | "text", string>> & {
  pictures?: true
}

const FIELDS = ["title", "tags", "authors", "correction"] as const satisfies (keyof PostMetadata)[]
/** Refusals of the text as a whole. */
const OF_TEXT = new Set<Failure["code"]>(["blank_post", "post_too_large", "invalid_content"])

/** Where a refusal belongs among the fields of a composer. */
export function fieldMarks(failure: Failure | null): FieldMarks {
  if (!failure) return {}
  if (failure.code === "undescribed_picture") return { pictures: true }
  const marks: FieldMarks = OF_TEXT.has(failure.code) ? { text: failure.message } : {}
  for (const { path, message } of failure.issues ?? []) {
    const field = FIELDS.find((each) => path === each || path.startsWith(`${each}.`))
    if (field) marks[field] ??= message
    else if (path.split(".")[0] === "content") marks.text = message
  }
  return marks
}
