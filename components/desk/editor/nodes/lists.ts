import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list"
import { wrapWhileTyping } from "@/components/desk/editor/typing-rules"
import { LIST_LETTERS } from "@/lib/content/list-numbers"

/** A list of points, by "- " or "* " and what follows, as long as it is no number: "- 5 degrees" is a temperature. */
const BulletListNode = BulletList.extend({
  addInputRules() {
    return [wrapWhileTyping({ find: /^\s*[-*]\s([^\d\s.,+\-−–*'’%$€£¥])$/u, type: this.type })]
  },
})

/** A list that counts. By "1. " or "1) " only: "27. November" begins a sentence. */
const OrderedListNode = OrderedList.extend({
  addAttributes: () => ({
    start: { default: null, parseHTML: (element) => integer(element.getAttribute("start")) },
    reversed: { default: null, parseHTML: (element) => (element.hasAttribute("reversed") ? true : null) },
    type: {
      default: null,
      parseHTML: (element) => LIST_LETTERS.find((each) => each === element.getAttribute("type")) ?? null,
    },
  }),
  renderHTML({ HTMLAttributes: { start, reversed, type } }) {
    const given = Object.entries({ start, reversed: reversed ? "" : null, type })
    return ["ol", Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined)), 0]
  },
  addInputRules() {
    return [wrapWhileTyping({ find: /^\s*1[.)]\s$/, type: this.type })]
  },
})

export const ListNodes = [
  BulletListNode,
  OrderedListNode,
  ListItem.extend({ content: "(paragraph | bulletList | orderedList)+" }),
]

function integer(value: string | null): number | null {
  return value !== null && /^\s*-?\d{1,9}/.test(value) ? Number.parseInt(value, 10) : null
}
