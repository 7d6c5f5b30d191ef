import { Extension } from "@tiptap/core"
import { PluginKey } from "@tiptap/pm/state"
import Suggestion from "@tiptap/suggestion"
import { createElement } from "react"
import { type BlockDialogs, type BlockTool, findBlockTools } from "@/components/desk/editor/block-menu"
import { drawSuggestions, SUGGESTIONS_WITHIN } from "./draw-suggestions"

/** "/" at the beginning of a line offers every block. */
export const SlashMenu = Extension.create<{ asks: BlockDialogs | null }>({
  name: "slashMenu",
  priority: 900,
  addOptions: () => ({ asks: null }),
  addProseMirrorPlugins() {
    const { asks } = this.options
    return [
      Suggestion<BlockTool, BlockTool>({
        editor: this.editor,
        pluginKey: new PluginKey("slashMenu"),
        container: SUGGESTIONS_WITHIN,
        char: "/",
        startOfLine: true,
        // Blocks stand in the text itself, not in lists and boxes.
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.from)
          return $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parentOffset === 0
        },
        items: ({ query }) => findBlockTools(query),
        command: ({ editor, range, props: block }) => {
          editor.commands.deleteRange(range)
          if (asks) block.run(editor, asks)
        },
        render: drawSuggestions("Blocks", ({ name, Icon }) => ({ key: name, label: name, mark: createElement(Icon) })),
      }),
    ]
  },
})
