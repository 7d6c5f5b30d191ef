import { Extension, type Extensions } from "@tiptap/core"
import { ListItem } from "@tiptap/extension-list"
import Placeholder from "@tiptap/extension-placeholder"
import StarterKit from "@tiptap/starter-kit"
import { isLinkUrl } from "@/lib/content/url"
import { EmbedNode } from "./nodes/embed-node"
import { ImageNode } from "./nodes/image-node"
import { QuoteNode } from "./nodes/quote-node"
import { UploadNode } from "./nodes/upload-node"
import { embedOnEnter } from "./url-to-embed"

/** What can stand in an update: exactly the nodes of `lib/content/document.ts`, and uploads on their way. */
export function makeExtensions({ onLink }: { onLink: () => void }): Extensions {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      listItem: false,
      strike: false,
      underline: false,
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        isAllowedUri: (url) => isLinkUrl(url),
        HTMLAttributes: { target: null, rel: null },
      },
      dropcursor: { color: "var(--color-accent)", width: 2 },
    }),
    ListItem.extend({ content: "(paragraph | bulletList | orderedList)+" }),
    QuoteNode,
    ImageNode,
    EmbedNode,
    UploadNode,
    Placeholder.configure({ placeholder: "What is happening?", showOnlyWhenEditable: false }),
    Keys.configure({ onLink }),
  ]
}

const Keys = Extension.create<{ onLink: () => void }>({
  name: "deskKeys",
  priority: 1_000,
  addOptions: () => ({ onLink: () => {} }),
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => embedOnEnter(editor),
      // Publishes; the composer around the editor does it. Here it must not make a line break.
      "Mod-Enter": () => true,
      "Mod-k": () => {
        this.options.onLink()
        return true
      },
    }
  },
})
