import { closeHistory } from "@tiptap/pm/history"
import type { Command } from "@tiptap/pm/state"
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, isInTable } from "@tiptap/pm/tables"
import { NodeViewContent, type NodeViewProps, NodeViewWrapper, useEditorState } from "@tiptap/react"
import { Button } from "@/components/ui/button"
import { LIMITS } from "@/lib/content/content-limits"
import { BlockBar, blockFrame } from "./block-bar"
import { useAttribute } from "./use-attribute"

/** A table with its caption, and what can be done to the row and the column that the cursor is in. */
export function TableView(props: NodeViewProps) {
  const { node, editor, getPos, deleteNode, updateAttributes, selected } = props
  const caption = useAttribute(props, "caption")
  const isInside = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const at = getPos() ?? -1
      const { from } = state.selection
      return at >= 0 && from > at && from < at + node.nodeSize && isInTable(state)
    },
  })
  const rows = node.childCount
  const columns = node.firstChild?.childCount ?? 0
  const hasRoom = (more: number) => rows * columns + more <= LIMITS.tableCells
  const run = (command: Command) => {
    // A step of its own to undo.
    command(editor.state, (tr) => editor.view.dispatch(closeHistory(tr)))
    editor.view.focus()
  }
  const edit = (label: string, command: Command, isAllowed: boolean) => (
    <Button
      size="small"
      variant="ghost"
      // The cursor stays in its cell while a button is pressed.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(command)}
      disabled={!isInside || !isAllowed}
    >
      {label}
    </Button>
  )
  const option = (label: string, name: "headerRow" | "headerColumn" | "sortable", isAllowed = true) => (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-ink-soft text-meta sm:min-h-8">
      <input
        type="checkbox"
        className="check size-4.5"
        checked={node.attrs[name] === true}
        disabled={!isAllowed}
        onChange={({ currentTarget }) => updateAttributes({ [name]: currentTarget.checked })}
      />
      {label}
    </label>
  )
  return (
    <NodeViewWrapper className={blockFrame(selected)}>
      <BlockBar
        editor={editor}
        getPos={getPos}
        deleteNode={deleteNode}
        name="table"
        title={
          <input
            {...caption}
            aria-label="Caption of the table (optional)"
            placeholder="Caption (optional)"
            maxLength={LIMITS.captionCharacters}
            className="h-11 w-full bg-transparent px-1 font-semibold text-base text-ink outline-offset-0 placeholder:font-normal placeholder:text-ink-faint sm:h-9"
          />
        }
      />
      <div className="table-figure desk-table my-0 overflow-x-auto">
        <NodeViewContent<"table">
          as="table"
          data-header-row={node.attrs.headerRow || undefined}
          data-header-column={node.attrs.headerColumn || undefined}
        />
      </div>
      <div contentEditable={false} className="flex flex-wrap items-center gap-x-3">
        {edit("Add row", addRowAfter, rows < LIMITS.tableRows && hasRoom(columns))}
        {edit("Add column", addColumnAfter, columns < LIMITS.tableColumns && hasRoom(rows))}
        {edit("Delete row", deleteRow, rows > 1)}
        {edit("Delete column", deleteColumn, columns > 1)}
        {option("Header row", "headerRow")}
        {option("Header column", "headerColumn")}
        {option("Readers can sort", "sortable", node.attrs.headerRow === true)}
      </div>
    </NodeViewWrapper>
  )
}
