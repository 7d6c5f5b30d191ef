import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { RotateCw, Trash2 } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { requestLinkPreview } from "@/components/desk/editor/fetch-link-preview"
import { EmbedFigure } from "@/components/post/embed-figure"
import { handlePostClicks } from "@/components/post/handle-post-clicks"
import { Button } from "@/components/ui/button"
import { type LinkPreview, linkPreviewSchema } from "@/lib/content/document"
import { resolveEmbed } from "@/lib/content/embeds"
import { isWebUrl } from "@/lib/content/url"
import { messagesFor } from "@/lib/i18n/locales"
import { BlockBar, blockFrame } from "./block-bar"

/** A web address on a line of its own. Readers get the provider's player, or a card of what is there. */
export const EmbedNode = Node.create<{ language: string }>({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ language: "en" }),
  addAttributes: () => ({
    url: { default: "" },
    card: { default: null, rendered: false },
    /** Just written here: its card is still to be fetched. */
    isNew: { default: false, rendered: false },
  }),
  parseHTML: () => [
    {
      tag: "div[data-embed-url]",
      getAttrs: (element) => {
        const url = element.dataset.embedUrl ?? ""
        return isWebUrl(url) ? { url, isNew: true } : false
      },
    },
  ],
  renderHTML: ({ node }) => ["div", { "data-embed-url": String(node.attrs.url) }],
  addNodeView: () => ReactNodeViewRenderer(EmbedView),
})

function EmbedView({ node, editor, getPos, deleteNode, selected, extension }: NodeViewProps) {
  const url = String(node.attrs.url)
  const embed = resolveEmbed(url)
  const card = linkPreviewSchema.safeParse(node.attrs.card).data
  const isLink = embed?.kind === "link"
  const [status, setStatus] = useState<"idle" | "fetching" | { failed: string }>("idle")
  const root = useRef<HTMLDivElement>(null)

  const setCard = (next: LinkPreview | null, addToHistory: boolean) => {
    const at = getPos()
    if (at === undefined) return
    const { tr } = editor.state
    tr.setNodeAttribute(at, "card", next).setNodeAttribute(at, "isNew", false)
    editor.view.dispatch(tr.setMeta("addToHistory", addToHistory))
  }
  const fetchIt = async (asked: boolean) => {
    setStatus("fetching")
    const result = await requestLinkPreview(url)
    // A player is whole without a preview.
    setStatus("failed" in result && (asked || isLink) ? result : "idle")
    const at = getPos()
    // A short link: what it leads to has a player.
    if ("player" in result && at !== undefined)
      editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "url", result.player))
    else if ("card" in result) setCard(result.card, asked)
    else if (!asked) setCard(null, false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the address was written
  useEffect(() => {
    if (node.attrs.isNew && embed) void fetchIt(false)
  }, [])
  useEffect(() => (root.current ? handlePostClicks(root.current) : undefined), [])

  return (
    <NodeViewWrapper className={blockFrame(selected)}>
      <BlockBar
        editor={editor}
        getPos={getPos}
        deleteNode={deleteNode}
        name="embed"
        title={isLink ? `Link to ${embed.host}` : embed ? `${embed.provider} ${embed.label}` : url}
      >
        {embed && (
          <Button size="small" variant="ghost" disabled={status === "fetching"} onClick={() => void fetchIt(true)}>
            <RotateCw aria-hidden />
            {card ? "Refresh preview" : "Get preview"}
          </Button>
        )}
        {card && (
          <Button size="small" variant="ghost" onClick={() => setCard(null, true)}>
            <Trash2 aria-hidden />
            Remove preview
          </Button>
        )}
      </BlockBar>
      <div
        ref={root}
        contentEditable={false}
        // A link of the preview would lead away from what is being written.
        onClickCapture={(event) =>
          event.target instanceof Element && event.target.closest("a") && event.preventDefault()
        }
        className="*:my-0"
      >
        <EmbedFigure
          attrs={{ url, ...(card ? { card } : {}), ...(embed?.kind === "player" ? { player: embed } : {}) }}
          words={messagesFor(String(extension.options.language))}
          loadable
        />
      </div>
      <p role="status" className="text-ink-faint text-meta empty:hidden">
        {status === "fetching" ? "Looking at the page …" : typeof status === "object" ? status.failed : ""}
      </p>
    </NodeViewWrapper>
  )
}
