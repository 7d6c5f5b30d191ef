import { excerpt } from "@/lib/content/plain-text"
import type { KeptText } from "../composer/kept-text"
import { toDocument } from "../composer/to-document"

/** What an unsaved text is called: its title or its first words; "" without either. */
export function beginningOf({ title, content }: Pick<KeptText, "title" | "content">): string {
  const document = toDocument(content)
  return title || (document ? excerpt(document, 80) : "")
}
