import type { Block, PostDocument } from "./document"
import { resolveEmbed } from "./embeds"

/**
 * The document with the players of its embeds, as it is drawn and sent. Never stored: what is known of providers today holds for
 * what was written yesterday.
 */
export function resolvePlayers(document: PostDocument): PostDocument {
  if (!document.content.some((block) => block.type === "embed")) return document
  return { ...document, content: document.content.map(withPlayer) }
}

function withPlayer(block: Block): Block {
  if (block.type !== "embed") return block
  const embed = resolveEmbed(block.attrs.url)
  if (embed?.kind !== "player") return block
  const { provider, src, label, size } = embed
  return { ...block, attrs: { ...block.attrs, player: { provider, src, label, size } } }
}
