import { Extension, InputRule, markInputRule } from "@tiptap/core"
import type { MarkType, NodeType } from "@tiptap/pm/model"
import { Plugin, PluginKey } from "@tiptap/pm/state"
import { canJoin, findWrapping } from "@tiptap/pm/transform"

/**
 * A sign at the beginning of a line that makes a block of it. What the pattern's group holds, the first letter after the sign, stays
 * in the block. Backspace or Undo right afterwards brings back what was typed.
 */
export function wrapWhileTyping({ find, type }: { find: RegExp; type: NodeType }): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const { tr } = state
      tr.insertText(match[1] ?? "", range.from, range.to)
      const line = tr.doc.resolve(range.from).blockRange()
      const wrapping = line && findWrapping(line, type)
      if (!wrapping) return null
      tr.wrap(line, wrapping)
      const before = tr.doc.resolve(range.from - 1).nodeBefore
      if (before?.type === type && canJoin(tr.doc, range.from - 1)) tr.join(range.from - 1)
    },
  })
}

/** Words between two signs of Markdown, as long as these stand at the words: "5 * 3 * 2" is arithmetic, "2**8" a power. */
export function markWhileTyping(sign: string, type: MarkType): InputRule {
  const mark = sign.replaceAll("*", String.raw`\*`)
  const other = `[^${sign[0]}]`
  const words = String.raw`(?!\s)${other}*?(?:(?!\s)${other})`
  return markInputRule({
    find: new RegExp(String.raw`(?<=^|[\s\p{Ps}\p{Pi}"'])(${mark}(${words})${mark})$`, "u"),
    type,
  })
}

const ruleApplied = new PluginKey<boolean>("ruleApplied")

/**
 * Backspace right after a rule brings back what was typed, as Undo does. TipTap's own forgets the rule as soon as a plugin adds to
 * it, such as the empty line below a list.
 */
export const UndoByBackspace = Extension.create({
  name: "undoByBackspace",
  priority: 1_000,
  addKeyboardShortcuts() {
    return {
      Backspace: ({ editor }) => ruleApplied.getState(editor.state) === true && editor.commands.undo(),
    }
  },
  addProseMirrorPlugins: () => [
    new Plugin<boolean>({
      key: ruleApplied,
      state: {
        init: () => false,
        apply: (tr, applied) => {
          if (tr.getMeta("inputRule")) return true
          return applied && (tr.getMeta("appendedTransaction") !== undefined || !(tr.docChanged || tr.selectionSet))
        },
      },
    }),
  ],
})
