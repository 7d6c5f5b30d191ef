import { Mark } from "@tiptap/core"
import { markWhileTyping } from "./typing-rules"

type SimpleMark = {
  name: "bold" | "italic" | "strike" | "superscript" | "subscript"
  /** The first is written, all are read. */
  tags: [string, ...string[]]
  key: string
  signs?: string[]
  excludes?: string
}

const SIMPLE_MARKS: SimpleMark[] = [
  { name: "bold", tags: ["strong", "b"], key: "Mod-b", signs: ["**"] },
  { name: "italic", tags: ["em", "i"], key: "Mod-i", signs: ["*", "_"] },
  // Not `del`: what a program marks as deleted never comes in as words that no longer hold.
  { name: "strike", tags: ["s", "strike"], key: "Mod-Shift-s", signs: ["~~"] },
  { name: "superscript", tags: ["sup"], key: "Mod-.", excludes: "superscript subscript" },
  { name: "subscript", tags: ["sub"], key: "Mod-,", excludes: "superscript subscript" },
]

/** The marks of `lib/content/document.ts` without links. */
export const Marks = SIMPLE_MARKS.map(({ name, tags, key, signs = [], excludes }) =>
  Mark.create({
    name,
    ...(excludes ? { excludes } : {}),
    parseHTML: () => tags.map((tag) => ({ tag })),
    renderHTML: () => [tags[0], 0],
    addInputRules() {
      return signs.map((sign) => markWhileTyping(sign, this.type))
    },
    addKeyboardShortcuts() {
      const toggle = () => this.editor.commands.toggleMark(name)
      return { [key]: toggle, [key.replace(/[a-z]$/, (letter) => letter.toUpperCase())]: toggle }
    },
  }),
)
