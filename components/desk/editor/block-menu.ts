import type { Editor } from "@tiptap/core"
import {
  BookOpenText,
  Heading2,
  Heading3,
  ImagePlus,
  Images,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  SquarePlay,
  Table,
} from "lucide-react"

/** What a block may ask of the composer around the text. */
export type BlockDialogs = { link: () => void; embed: () => void; pictures: (as: "pictures" | "gallery") => void }

export type BlockTool = {
  name: string
  /** Other words by which somebody may look for it. */
  words: string
  Icon: LucideIcon
  run: (editor: Editor, asks: BlockDialogs) => void
  /** For blocks that the cursor can be in. */
  on?: (editor: Editor) => boolean
}

/** Every block there is, in the order in which they are offered. */
export const BLOCK_TOOLS: BlockTool[] = [
  {
    name: "Add pictures",
    words: "image photo upload",
    Icon: ImagePlus,
    run: (_editor, asks) => asks.pictures("pictures"),
  },
  {
    name: "Gallery",
    words: "pictures images photos slideshow",
    Icon: Images,
    run: (_editor, asks) => asks.pictures("gallery"),
  },
  {
    name: "Embed",
    words: "video post link youtube card url address map chart audio",
    Icon: SquarePlay,
    run: (_editor, asks) => asks.embed(),
  },
  {
    name: "Fact box",
    words: "background info note aside",
    Icon: BookOpenText,
    on: (e) => e.isActive("factBox"),
    run: (e) => addFactBox(e),
  },
  {
    name: "Table",
    words: "spreadsheet rows columns cells results grid",
    Icon: Table,
    on: (e) => e.isActive("table"),
    run: (e) => addTable(e),
  },
  {
    name: "Heading",
    words: "title h2",
    Icon: Heading2,
    on: (e) => e.isActive("heading", { level: 2 }),
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "Small heading",
    words: "title h3 subheading",
    Icon: Heading3,
    on: (e) => e.isActive("heading", { level: 3 }),
    run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    name: "Quote",
    words: "blockquote said",
    Icon: Quote,
    on: (e) => e.isActive("blockquote"),
    run: (e) => e.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "Bullet list",
    words: "ul points",
    Icon: List,
    on: (e) => e.isActive("bulletList"),
    run: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: "Numbered list",
    words: "ol steps",
    Icon: ListOrdered,
    on: (e) => e.isActive("orderedList"),
    run: (e) => e.chain().focus().toggleOrderedList().run(),
  },
]

/** Blocks whose name, or a word for it, begins like this. */
export function findBlockTools(query: string): BlockTool[] {
  const begins = (words: string) =>
    words
      .toLowerCase()
      .split(/[\s,]+/)
      .some((word) => word.startsWith(query.toLowerCase()))
  const named = BLOCK_TOOLS.filter(({ name }) => begins(name) || name.toLowerCase().startsWith(query.toLowerCase()))
  return [...named, ...BLOCK_TOOLS.filter((block) => !named.includes(block) && begins(block.words))]
}

function addFactBox(editor: Editor): void {
  if (editor.isActive("factBox")) return
  editor
    .chain()
    .insertContent({ type: "factBox", attrs: { title: "" }, content: [{ type: "paragraph" }] })
    .run()
}

/** Three columns and rows, the first with their names; the cursor stands in the first cell. */
function addTable(editor: Editor): void {
  const { $from } = editor.state.selection
  if (editor.isActive("table")) return
  const row = { type: "tableRow", content: Array.from({ length: 3 }, () => ({ type: "tableCell" })) }
  const table = { type: "table", attrs: { headerRow: true }, content: [row, row, row] }
  const isEmptyLine = $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0
  const [from, to] = isEmptyLine
    ? [$from.before(1), $from.after(1)]
    : [$from.after(Math.min($from.depth, 1) || undefined), $from.after(Math.min($from.depth, 1) || undefined)]
  const line = to >= editor.state.doc.content.size ? [{ type: "paragraph" }] : []
  editor
    .chain()
    .insertContentAt({ from, to }, [table, ...line])
    .focus(from + 3)
    .run()
}
