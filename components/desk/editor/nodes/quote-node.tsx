import Blockquote from "@tiptap/extension-blockquote"
import { NodeViewContent, type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { wrapWhileTyping } from "@/components/desk/editor/typing-rules"
import { LIMITS } from "@/lib/content/content-limits"
import { useAttribute } from "./use-attribute"

/** A quote with the place for its source. */
export const QuoteNode = Blockquote.extend({
  content: "paragraph+",
  addAttributes: () => ({ source: { default: "", renderHTML: ({ source }) => ({ "data-source": source }) } }),
  addNodeView: () => ReactNodeViewRenderer(QuoteView),
  // Letters and quotation marks only: "> 1000 arrested" means more than.
  addInputRules() {
    return [wrapWhileTyping({ find: /^\s*>\s([\p{L}\p{Pi}"'])$/u, type: this.type })]
  },
})

function QuoteView(props: NodeViewProps) {
  const source = useAttribute(props, "source")
  return (
    <NodeViewWrapper className="my-5 border-accent border-l-3 pl-4 sm:pl-5">
      <NodeViewContent className="text-[1.3125rem] leading-[1.45] italic" />
      <input
        {...source}
        contentEditable={false}
        aria-label="Source of the quote (optional)"
        placeholder="Who said it (optional)"
        maxLength={LIMITS.titleCharacters}
        className="mt-1 h-11 w-full bg-transparent font-medium font-sans text-base text-ink-soft outline-offset-0 placeholder:font-normal placeholder:text-ink-faint sm:h-8 sm:text-sm"
      />
    </NodeViewWrapper>
  )
}
