import { Extension } from "@tiptap/core"
import { Plugin, PluginKey, Selection } from "@tiptap/pm/state"
import { findLinks } from "@/lib/content/find-links"

/** Links the addresses of a sentence as soon as something follows them: a space, a new line. */
export const AutoLink = Extension.create({
  name: "autoLink",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("autoLink"),
      appendTransaction: (transactions, before, after) => {
        if (
          !transactions.some((tr) => tr.docChanged) ||
          transactions.some((tr) => tr.getMeta("history$") || tr.getMeta("preventAutolink"))
        )
          return null
        const { $from, empty } = after.selection
        const { link } = after.schema.marks
        if (!empty || !link) return null
        const isNewLine = before.selection.$from.parent !== $from.parent && $from.parentOffset === 0
        // What was just typed, or the line that Enter ended.
        const at = isNewLine ? Selection.findFrom(after.doc.resolve($from.before()), -1, true)?.$to : $from
        if (!at) return null
        const { parent, parentOffset } = at
        if (!parent.isTextblock) return null
        const words = parent.textBetween(0, parentOffset, undefined, "\n")
        if (!isNewLine && !/\s$/.test(words)) return null
        const start = at.start()
        const line = Math.max(0, words.length - MAX_LOOKED_AT)
        const last = findLinks(words.slice(line).trimEnd()).at(-1)
        // Only the last word of what stands before the cursor: the others were decided already.
        if (!last || /\s/.test(words.slice(line + last.to).trimEnd())) return null
        const [from, to] = [start + line + last.from, start + line + last.to]
        if (after.doc.rangeHasMark(from, to, link)) return null
        return after.tr.addMark(from, to, link.create({ href: last.href })).removeStoredMark(link)
      },
    }),
  ],
})

const MAX_LOOKED_AT = 2_100
