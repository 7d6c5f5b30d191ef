import { type Editor, Node } from "@tiptap/core"
import { TextSelection } from "@tiptap/pm/state"
import { addRowAfter, cellAround, goToNextCell, isInTable, tableEditing } from "@tiptap/pm/tables"
import { ReactNodeViewRenderer } from "@tiptap/react"
import { TableView } from "./table-view"

declare module "@tiptap/core" {
  interface NodeConfig<Options, Storage> {
    /** What a node is to the commands of `prosemirror-tables`. */
    tableRole?: "table" | "row" | "cell"
  }
}

const flag = (name: string) => ({
  default: false,
  parseHTML: (element: HTMLElement) => element.hasAttribute(`data-${name}`),
  renderHTML: (attrs: Record<string, unknown>) => (attrs[toKey(name)] ? { [`data-${name}`]: "" } : {}),
})

function toKey(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** Rows of cells. Which of them are headings is said once, by the table. */
const TableNode = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  tableRole: "table",
  isolating: true,
  draggable: true,
  extendNodeSchema: (extension) => ({ tableRole: extension.config.tableRole }),
  addAttributes: () => ({
    caption: {
      default: "",
      parseHTML: (element: HTMLElement) => element.dataset.caption ?? "",
      renderHTML: ({ caption }: Record<string, unknown>) => (caption ? { "data-caption": caption } : {}),
    },
    headerRow: flag("header-row"),
    headerColumn: flag("header-column"),
    sortable: flag("sortable"),
  }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
  addNodeView: () => ReactNodeViewRenderer(TableView, { contentDOMElementTag: "tbody" }),
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => nextCell(editor),
      "Shift-Tab": ({ editor }) => goToNextCell(-1)(editor.state, editor.view.dispatch),
      Enter: ({ editor }) => cellBelow(editor),
      Backspace: ({ editor }) => staysInCell(editor, "start"),
      Delete: ({ editor }) => staysInCell(editor, "end"),
    }
  },
})

const TableRowNode = Node.create({
  name: "tableRow",
  content: "tableCell+",
  tableRole: "row",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
})

const TableCellNode = Node.create({
  name: "tableCell",
  content: "inline*",
  tableRole: "cell",
  isolating: true,
  // Nothing is merged here, but the commands count by these.
  addAttributes: () => ({
    colspan: { default: 1, rendered: false },
    rowspan: { default: 1, rendered: false },
    colwidth: { default: null, rendered: false },
  }),
  parseHTML: () => [
    { tag: "td", getAttrs: () => ({ colspan: 1, rowspan: 1, colwidth: null }) },
    { tag: "th", getAttrs: () => ({ colspan: 1, rowspan: 1, colwidth: null }) },
  ],
  renderHTML: () => ["td", 0],
})

export const TableNodes = [TableNode, TableRowNode, TableCellNode]

/** The last cell leads into a new row. */
function nextCell(editor: Editor): boolean {
  if (!isInTable(editor.state)) return false
  if (goToNextCell(1)(editor.state, editor.view.dispatch)) return true
  addRowAfter(editor.state, editor.view.dispatch)
  return goToNextCell(1)(editor.state, editor.view.dispatch)
}

/** Enter leads down its column as in a spreadsheet, and from the last row to the line after the table. */
function cellBelow({ state, view }: Editor): boolean {
  const $cell = isInTable(state) ? cellAround(state.selection.$head) : null
  if (!$cell) return false
  const table = $cell.node(-1)
  const row = $cell.index(-1)
  const { tr, schema } = state
  if (row + 1 < table.childCount) {
    const rowAfter = $cell.after()
    const next = table.child(row + 1)
    let at = rowAfter + 1
    for (let index = 0; index < $cell.index(); index += 1) at += next.child(index).nodeSize
    const end = at + next.child($cell.index()).nodeSize - 1
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1, end)).scrollIntoView())
    return true
  }
  const after = $cell.after(-1)
  const line = schema.nodes.paragraph?.create()
  if (tr.doc.nodeAt(after)?.type.name !== "paragraph" && line) tr.insert(after, line)
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** Deleting at the edge of a cell does not reach into the next. */
function staysInCell({ state }: Editor, edge: "start" | "end"): boolean {
  const { $head, empty } = state.selection
  if (!empty || !isInTable(state)) return false
  return $head.parentOffset === (edge === "start" ? 0 : $head.parent.content.size)
}
