"use client"

import { type Editor, useEditorState } from "@tiptap/react"
import { Bold, Camera, Italic, Link, type LucideIcon, Redo2, Strikethrough, Undo2 } from "lucide-react"
import { Toolbar as Primitive } from "radix-ui"
import { useEffect, useSyncExternalStore } from "react"
import { cx } from "@/components/ui/cx"
import { BLOCK_TOOLS, type BlockDialogs, type BlockTool } from "./block-menu"
import { TOOLBAR_HEIGHT } from "./editor-skeleton"

const QUERY = "(pointer: coarse)"

/** True on devices that are touched, which have a camera at hand. */
function useTouch(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(QUERY)
      media.addEventListener("change", listener)
      return () => media.removeEventListener("change", listener)
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  )
}

/**
 * Keeps `--keyboard`, how much of the page's lower end the phone's keyboard covers, for what stands right above it. Most
 * browsers shrink the page instead, by the viewport's `interactive-widget`; then it is 0.
 */
function useAboveKeyboard(): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = () => {
      // A page that is zoomed in sees less of itself too, without any keyboard.
      const covered = viewport.scale > 1.05 ? 0 : window.innerHeight - viewport.height - viewport.offsetTop
      document.documentElement.style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`)
    }
    measure()
    viewport.addEventListener("resize", measure)
    viewport.addEventListener("scroll", measure)
    return () => {
      viewport.removeEventListener("resize", measure)
      viewport.removeEventListener("scroll", measure)
    }
  }, [])
}

type ToolbarProps = {
  editor: Editor | null
  disabled: boolean
  asks: BlockDialogs
  onCamera: () => void
}

const MARKS: (BlockTool & { keys: string })[] = [
  {
    name: "Bold",
    words: "strong",
    keys: "B",
    Icon: Bold,
    on: (e) => e.isActive("bold"),
    run: (e) => e.chain().focus().toggleMark("bold").run(),
  },
  {
    name: "Italic",
    words: "emphasis",
    keys: "I",
    Icon: Italic,
    on: (e) => e.isActive("italic"),
    run: (e) => e.chain().focus().toggleMark("italic").run(),
  },
  {
    name: "Strikethrough",
    words: "struck deleted no longer true",
    keys: "Shift + S",
    Icon: Strikethrough,
    on: (e) => e.isActive("strike"),
    run: (e) => e.chain().focus().toggleMark("strike").run(),
  },
]

/** What can be done to the text: one stop for the Tab key, arrows within. */
export function EditorToolbar({ editor, disabled, asks, onCamera }: ToolbarProps) {
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      on: [...MARKS, ...BLOCK_TOOLS].filter((tool) => current && tool.on?.(current)).map((tool) => tool.name),
      link: current?.isActive("link") ?? false,
      undo: current?.can().undo() ?? false,
      redo: current?.can().redo() ?? false,
    }),
  })
  useAboveKeyboard()
  const touch = useTouch()
  const off = disabled || !editor
  const draw = (tool: BlockTool & { keys?: string }) => (
    <ToolButton
      key={tool.name}
      name={tool.name}
      Icon={tool.Icon}
      {...(tool.keys ? { keys: tool.keys } : {})}
      {...(tool.on ? { pressed: state?.on.includes(tool.name) ?? false } : {})}
      disabled={off}
      onClick={() => editor && tool.run(editor, asks)}
    />
  )
  return (
    <Primitive.Root
      aria-label="Format"
      className={`desk-scroll-x desk-fade-end flex items-center gap-0.5 sticky bottom-0 z-10 border-line border-t bg-surface px-2 max-sm:bottom-[var(--keyboard,0px)] ${TOOLBAR_HEIGHT}`}
    >
      {touch && <ToolButton name="Take a picture" Icon={Camera} disabled={off} onClick={onCamera} />}
      {BLOCK_TOOLS.slice(0, 1).map(draw)}
      <Primitive.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />
      {MARKS.map(draw)}
      <ToolButton name="Link" keys="K" Icon={Link} pressed={state?.link ?? false} disabled={off} onClick={asks.link} />
      <Primitive.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />
      {BLOCK_TOOLS.slice(1).map(draw)}
      <span className="flex-1" />
      <ToolButton
        name="Undo"
        keys="Z"
        Icon={Undo2}
        disabled={off || !state?.undo}
        onClick={() => editor?.chain().focus().undo().run()}
      />
      <ToolButton
        name="Redo"
        Icon={Redo2}
        disabled={off || !state?.redo}
        onClick={() => editor?.chain().focus().redo().run()}
      />
    </Primitive.Root>
  )
}

type ToolButtonProps = {
  name: string
  keys?: string
  Icon: LucideIcon
  pressed?: boolean
  disabled: boolean
  onClick: () => void
}

function ToolButton({ name, keys, Icon, pressed, disabled, onClick }: ToolButtonProps) {
  return (
    <Primitive.Button
      aria-label={name}
      title={keys ? `${name} (Ctrl or Cmd + ${keys})` : name}
      aria-pressed={pressed}
      disabled={disabled}
      // The text keeps its selection while a button is pressed.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      className={cx(
        "grid size-11 shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink sm:size-8",
        "focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft aria-pressed:text-accent-strong disabled:opacity-40",
      )}
    >
      <Icon aria-hidden className="size-4" />
    </Primitive.Button>
  )
}
