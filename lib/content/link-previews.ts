import type { Block, LinkPreview, PostDocument } from "./document"
import { resolveEmbed } from "./embeds"

/** Addresses of a document's links and players of which it has no card yet, each once. */
export function linksWithoutPreview(document: PostDocument): string[] {
  return [...new Set(document.content.flatMap((block) => (isBareLink(block) ? block.attrs.url : [])))]
}

/** The cards that a document holds, by address. */
export function linkPreviewsOf(document: PostDocument): Map<string, LinkPreview> {
  return new Map(
    document.content.flatMap((block) =>
      block.type === "embed" && block.attrs.card ? [[block.attrs.url, block.attrs.card]] : [],
    ),
  )
}

/** The document with these cards on its bare links; the same one where there is nothing to add. */
export function withLinkPreviews(document: PostDocument, cards: ReadonlyMap<string, LinkPreview>): PostDocument {
  if (!linksWithoutPreview(document).some((url) => cards.has(url))) return document
  const content = document.content.map((block) => {
    const card = isBareLink(block) ? cards.get(block.attrs.url) : undefined
    return isBareLink(block) && card ? { ...block, attrs: { ...block.attrs, card } } : block
  })
  return { ...document, content }
}

/** The document with the addresses that short links lead to. */
export function withLongUrls(document: PostDocument, urls: ReadonlyMap<string, string>): PostDocument {
  if (!linksWithoutPreview(document).some((url) => urls.has(url))) return document
  const content = document.content.map((block) => {
    const url = isBareLink(block) ? urls.get(block.attrs.url) : undefined
    return isBareLink(block) && url ? { ...block, attrs: { url } } : block
  })
  return { ...document, content }
}

function isBareLink(block: Block): block is Extract<Block, { type: "embed" }> {
  return block.type === "embed" && !block.attrs.card && resolveEmbed(block.attrs.url) !== null
}
