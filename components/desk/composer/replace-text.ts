import { toast } from "sonner"
import { fromDocument } from "@/components/desk/editor/from-document"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Template } from "@/lib/posts/templates"
import type { ComposerStore } from "./composer-store"
import { type Draft, metadataOf, toDraft } from "./draft"

/** Ways to put another text into a composer. Each offers the former one back. */
export function textReplacer(text: ComposerStore, post: DeskPost | null, focus: () => void) {
  const offerBack = (message: string, mine: Draft) =>
    toast(message, { action: { label: "Restore my text", onClick: () => text.write(mine) } })
  const replace = (next: Draft, message: string) => {
    const mine = text.read()
    text.write(next)
    offerBack(message, mine)
  }
  return {
    offerBack,
    discard: () => {
      text.closeRestored()
      replace(toDraft(post), "Discarded")
    },
    beginWith: (template: Template) => {
      const { marks, changed } = text.getState()
      const content = fromDocument(template.content, { described: false })
      const { title, keyEvent, tags } = template
      const next = { ...metadataOf(marks), content, title, keyEvent, tags }
      if (changed) replace(next, `“${template.name}” replaced your text`)
      else text.write(next)
      focus()
    },
  }
}
