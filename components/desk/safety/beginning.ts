import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import { toDocument } from "@/components/desk/editor/to-document"
import { excerpt } from "@/lib/content/plain-text"

/** What an unsaved text is called: its title or its first words; "" without either. */
export function excerptOf({ title, content }: Pick<LocalAutosave, "title" | "content">): string {
  const document = toDocument(content)
  return title || (document ? excerpt(document, 80) : "")
}
