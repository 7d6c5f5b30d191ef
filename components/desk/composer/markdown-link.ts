import { Extension, InputRule } from "@tiptap/core"
import { completeUrl } from "./complete-address"

/** `[words](address)` becomes words that link there, as the other marks of Markdown become what they mean. */
export const MarkdownLink = Extension.create({
  name: "markdownLink",
  addInputRules: () => [
    new InputRule({
      find: /\[([^[\]\n]+)\]\(([^\s()]+)\)$/,
      handler: ({ state, range, match }) => {
        const href = completeUrl(match[2] ?? "")
        const { link } = state.schema.marks
        if (!href || !link || !match[1]) return null
        const marks = [...state.selection.$from.marks(), link.create({ href })]
        state.tr.replaceWith(range.from, range.to, state.schema.text(match[1], marks)).removeStoredMark(link)
      },
    }),
  ],
})
