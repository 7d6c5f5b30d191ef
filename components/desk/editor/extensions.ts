import { Extension, type Extensions, InputRule } from "@tiptap/core"
import Placeholder from "@tiptap/extension-placeholder"
import StarterKit from "@tiptap/starter-kit"

import { isLinkUrl } from "@/lib/content/url"
import { autoEmbedOnEnter } from "./auto-embed"
import { AutoLink } from "./auto-link"
import type { BlockDialogs } from "./block-menu"
import { Marks } from "./marks"
import { moveCurrentBlock } from "./move-block"
import { EmbedNode } from "./nodes/embed-node"
import { FactBoxNode } from "./nodes/fact-box-node"
import { GalleryNode } from "./nodes/gallery-node"
import { ImageNode } from "./nodes/image-node"
import { ListNodes } from "./nodes/lists"
import { QuoteNode } from "./nodes/quote-node"
import { TableNodes } from "./nodes/table-node"
import { UploadNode } from "./nodes/upload-node"
import { EmojiMenu } from "./suggest/emoji"
import { SlashMenu } from "./suggest/slash-menu"

import { UndoByBackspace } from "./typing-rules"
import { completeUrl } from "./url-field"

/** `[words](address)` becomes words that link there, as the other marks of Markdown become what they mean. */
const MarkdownLink = Extension.create({
  name: "markdownLink",
  addInputRules: () => [
    new InputRule({
      find: /\[([^[\]\n]+)\]\(([^\s()]+)\)$/,
      handler: ({ state, range, match }) => {
        const href = completeUrl(match[2] ?? "")
        const { link } = state.schema.marks
        if (!href || !link || !match[1]) return null
        const marks = [...state.selection.$from.marks(), link.create({ href })]
        state.tr.replaceWith(range.from, range.to, state.schema.text(match[1], marks)).removeStoredMark(link)
      },
    }),
  ],
})

/** A word after `#`, once something follows it; it begins with a letter, so that "#1" stays a number. */
const HASHTAG = /(?:^|\s)#(\p{L}[\p{L}\p{N}_-]{1,39})[\s.,;:!?)]$/u

/** Tells of each hashtag as it is typed. The text stays as it is. */
const Hashtags = Extension.create<{ onTag: (tag: string) => void }>({
  name: "hashtags",
  addOptions: () => ({ onTag: () => {} }),
  addInputRules() {
    const { onTag } = this.options
    const find = HASHTAG
    return [
      new InputRule({
        find,
        handler: ({ match: [, tag] }) => {
          if (tag) onTag(tag)
          return null
        },
      }),
    ]
  },
})

type Options = { language: string; asks: BlockDialogs; onTag: (tag: string) => void }

/** What can stand in a post: exactly the nodes of `lib/content/document.ts`, and uploads on their way. */
export function makeExtensions({ language, asks, onTag }: Options): Extensions {
  return [
    StarterKit.configure({
      blockquote: false,
      bold: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      italic: false,
      listItem: false,
      orderedList: false,
      strike: false,
      underline: false,
      heading: { levels: [2, 3] },
      link: {
        // Words that look like an address keep the target that they have: `AutoLink` links what is typed.
        autolink: false,
        openOnClick: false,
        defaultProtocol: "https",
        isAllowedUri: (url) => isLinkUrl(url),
        HTMLAttributes: { target: null, rel: null },
      },
      dropcursor: { color: "var(--color-accent)", width: 2 },
    }),
    ...Marks,
    ...ListNodes,
    QuoteNode,
    ImageNode,
    GalleryNode,
    FactBoxNode,
    ...TableNodes,
    EmbedNode.configure({ language }),
    UploadNode,
    Placeholder.configure({ placeholder: "What is happening? Type / for more", showOnlyWhenEditable: false }),
    Hashtags.configure({ onTag }),
    Keys.configure({ onLink: asks.link }),
    UndoByBackspace,
    AutoLink,
    SlashMenu.configure({ asks }),
    EmojiMenu,
    MarkdownLink,
  ]
}

const Keys = Extension.create<{ onLink: () => void }>({
  name: "deskKeys",
  priority: 1_000,
  addOptions: () => ({ onLink: () => {} }),
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => autoEmbedOnEnter(editor),
      // Publishes; the composer around the editor does it. Here it must not make a line break.
      "Mod-Enter": () => true,
      "Alt-Shift-ArrowUp": ({ editor }) => moveCurrentBlock(editor, -1),
      "Alt-Shift-ArrowDown": ({ editor }) => moveCurrentBlock(editor, 1),
      "Mod-k": () => {
        this.options.onLink()
        return true
      },
    }
  },
})
