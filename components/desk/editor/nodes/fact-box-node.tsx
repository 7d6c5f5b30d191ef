import { Node } from "@tiptap/core"
import { NodeViewContent, type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { useEffect, useRef } from "react"
import { isComposing } from "@/components/ui/is-composing"
import { LIMITS } from "@/lib/content/content-limits"
import { BlockBar } from "./block-bar"
import { useAttribute } from "./use-attribute"

/** A box of background: a title, paragraphs and lists. */
export const FactBoxNode = Node.create({
  name: "factBox",
  group: "block",
  content: "(paragraph | bulletList | orderedList)+",
  defining: true,
  draggable: true,
  addAttributes: () => ({ title: { default: "", renderHTML: ({ title }) => ({ "data-fact-box": title }) } }),
  parseHTML: () => [{ tag: "div[data-fact-box]", getAttrs: (element) => ({ title: element.dataset.factBox ?? "" }) }],
  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes, 0],
  addNodeView: () => ReactNodeViewRenderer(FactBoxView),
  addKeyboardShortcuts() {
    return {
      // An empty line at the end is the way out, as of a list; one in between parts nothing.
      Enter: ({ editor }) => {
        const { $from, empty } = editor.state.selection
        const box = $from.depth === 2 ? $from.node(1) : null
        if (!empty || box?.type !== this.type || $from.parent.content.size > 0) return false
        const leaves = box.childCount > 1 && $from.indexAfter(1) === box.childCount
        return !leaves && editor.commands.splitBlock()
      },
    }
  },
})

function FactBoxView(props: NodeViewProps) {
  const { node, editor, getPos, deleteNode, selected } = props
  const title = useAttribute(props, "title")
  const field = useRef<HTMLInputElement>(null)
  const isNew = node.attrs.title === "" && node.textContent === ""
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new box is written from its title on
  useEffect(() => {
    if (isNew) field.current?.focus()
  }, [])
  return (
    <NodeViewWrapper
      className={`my-5 rounded-sm border border-t-2 bg-sunken px-4 py-2 font-sans text-base ${selected ? "border-accent" : "border-line border-t-accent"}`}
    >
      <BlockBar
        editor={editor}
        getPos={getPos}
        deleteNode={deleteNode}
        name="fact box"
        title={
          <input
            {...title}
            ref={field}
            aria-label="Title of the fact box"
            placeholder="Title of the fact box"
            maxLength={LIMITS.titleCharacters}
            onKeyDown={(event) => {
              if (isComposing(event) || event.key !== "Enter" || event.ctrlKey || event.metaKey) return
              event.preventDefault()
              const at = getPos()
              if (at !== undefined)
                editor
                  .chain()
                  .focus(at + 2)
                  .run()
            }}
            className="h-11 w-full bg-transparent px-1 font-semibold text-base text-ink outline-offset-0 placeholder:font-normal placeholder:text-ink-faint sm:h-9"
          />
        }
      />
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
