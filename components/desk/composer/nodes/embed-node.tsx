import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { Link2, Play, X } from "lucide-react"
import { Button } from "@/components/ui/button"
import { resolveEmbed } from "@/lib/content/embeds"
import { isWebUrl } from "@/lib/content/url"

/** A web address on a line of its own. Readers get the provider's player, or a card that links there. */
export const EmbedNode = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ url: { default: "" } }),
  parseHTML: () => [
    {
      tag: "div[data-embed-url]",
      getAttrs: (element) => {
        const url = element.dataset.embedUrl ?? ""
        return isWebUrl(url) ? { url } : false
      },
    },
  ],
  renderHTML: ({ node }) => ["div", { "data-embed-url": String(node.attrs.url) }],
  addNodeView: () => ReactNodeViewRenderer(EmbedView),
})

function EmbedView({ node, deleteNode, selected }: NodeViewProps) {
  const url = String(node.attrs.url)
  const embed = resolveEmbed(url)
  const player = embed?.kind === "player"
  return (
    <NodeViewWrapper
      data-drag-handle
      className={`my-4 flex cursor-grab items-center gap-3 rounded-lg border bg-sunken p-2.5 font-sans text-sm ${selected ? "border-accent" : "border-line"}`}
    >
      <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-accent">
        {player ? <Play className="size-4" /> : <Link2 className="size-4" />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium text-ink">
          {player ? `${embed.provider} ${embed.label}` : `Link to ${embed?.host ?? url}`}
        </span>
        <span className="block truncate text-ink-faint text-meta">{url}</span>
      </span>
      <Button size="icon" variant="ghost" aria-label="Remove embed" title="Remove embed" onClick={deleteNode}>
        <X aria-hidden />
      </Button>
    </NodeViewWrapper>
  )
}
