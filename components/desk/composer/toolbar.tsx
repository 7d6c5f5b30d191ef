"use client"

import { type Editor, useEditorState } from "@tiptap/react"
import {
  Bold,
  Heading2,
  Heading3,
  ImagePlus,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  Undo2,
} from "lucide-react"
import { Toolbar as Primitive } from "radix-ui"
import { useRef } from "react"
import { cx } from "@/components/ui/cx"
import { TOOLBAR_HEIGHT } from "./editor-skeleton"
import { PICTURE_TYPES } from "./upload-picture"

type ToolbarProps = {
  editor: Editor | null
  disabled: boolean
  onLink: () => void
  onPictures: (files: File[]) => void
}

type Tool = {
  name: string
  keys?: string
  Icon: LucideIcon
  on: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

const MARKS: Tool[] = [
  {
    name: "Bold",
    keys: "B",
    Icon: Bold,
    on: (e) => e.isActive("bold"),
    run: (e) => e.chain().focus().toggleBold().run(),
  },
  {
    name: "Italic",
    keys: "I",
    Icon: Italic,
    on: (e) => e.isActive("italic"),
    run: (e) => e.chain().focus().toggleItalic().run(),
  },
]

const BLOCKS: Tool[] = [
  {
    name: "Heading",
    Icon: Heading2,
    on: (e) => e.isActive("heading", { level: 2 }),
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "Small heading",
    Icon: Heading3,
    on: (e) => e.isActive("heading", { level: 3 }),
    run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    name: "Quote",
    Icon: Quote,
    on: (e) => e.isActive("blockquote"),
    run: (e) => e.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "Bullet list",
    Icon: List,
    on: (e) => e.isActive("bulletList"),
    run: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: "Numbered list",
    Icon: ListOrdered,
    on: (e) => e.isActive("orderedList"),
    run: (e) => e.chain().focus().toggleOrderedList().run(),
  },
]

/** What can be done to the text: one stop for the Tab key, arrows within. */
export function Toolbar({ editor, disabled, onLink, onPictures }: ToolbarProps) {
  const picker = useRef<HTMLInputElement>(null)
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      on: [...MARKS, ...BLOCKS].filter((tool) => current?.on && tool.on(current)).map((tool) => tool.name),
      link: current?.isActive("link") ?? false,
      undo: current?.can().undo() ?? false,
      redo: current?.can().redo() ?? false,
    }),
  })
  const off = disabled || !editor
  const draw = (tool: Tool) => (
    <ToolButton
      key={tool.name}
      {...tool}
      pressed={state?.on.includes(tool.name) ?? false}
      disabled={off}
      onClick={() => editor && tool.run(editor)}
    />
  )
  return (
    <Primitive.Root
      aria-label="Format"
      className={`desk-scroll-x desk-fade-end flex items-center gap-0.5 border-line border-t px-2 ${TOOLBAR_HEIGHT}`}
    >
      <ToolButton name="Add pictures" Icon={ImagePlus} disabled={off} onClick={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={PICTURE_TYPES.join(",")}
        aria-label="Pictures to add"
        onChange={(event) => {
          onPictures([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ""
        }}
      />
      <Primitive.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />
      {MARKS.map(draw)}
      <ToolButton name="Link" keys="K" Icon={Link} pressed={state?.link ?? false} disabled={off} onClick={onLink} />
      <Primitive.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />
      {BLOCKS.map(draw)}
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
