import type { NodeViewProps } from "@tiptap/react"
import { ArrowDown, ArrowUp, GripVertical, type LucideIcon, X } from "lucide-react"
import type { ReactNode } from "react"
import { moveBlock } from "@/components/desk/editor/move-block"
import { Button } from "@/components/ui/button"

type BlockBarProps = Pick<NodeViewProps, "editor" | "getPos" | "deleteNode"> & {
  /** What the block is, as in "Remove picture". */
  name: string
  title: ReactNode
  /** What else can be done to it. */
  children?: ReactNode
}

/** The head of a block that is no text: what it is, and how it is moved and removed. */
export function BlockBar({ editor, getPos, deleteNode, name, title, children }: BlockBarProps) {
  const move = (by: -1 | 1) => {
    const at = getPos()
    if (at !== undefined) moveBlock(editor, at, by)
  }
  const button = (label: string, Icon: LucideIcon, onClick: () => void, keys = "") => (
    <Button size="icon" variant="ghost" aria-label={label} title={label + keys} onClick={onClick} className="sm:size-8">
      <Icon aria-hidden />
    </Button>
  )
  return (
    <div contentEditable={false} className="flex flex-wrap items-center gap-1">
      <span data-drag-handle title="Drag to move" className="cursor-grab text-ink-faint active:cursor-grabbing">
        <GripVertical aria-hidden className="size-4" />
      </span>
      <span className="min-w-4/5 flex-1 truncate font-medium text-ink-soft text-sm sm:min-w-0">{title}</span>
      {children}
      {button(`Move ${name} up`, ArrowUp, () => move(-1), " (Alt + Shift + Up)")}
      {button(`Move ${name} down`, ArrowDown, () => move(1), " (Alt + Shift + Down)")}
      {button(`Remove ${name}`, X, deleteNode)}
    </div>
  )
}

/** The frame around such a block. */
export function blockFrame(selected: boolean): string {
  return `my-4 grid gap-3 rounded-lg border bg-surface p-3 font-sans ${selected ? "border-accent" : "border-line"}`
}
