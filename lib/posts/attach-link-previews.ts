import { parseStoredDocument } from "@/lib/changes/presenters"
import type { LinkPreview } from "@/lib/content/document"
import { linksWithoutPreview, withLinkPreviews, withLongUrls } from "@/lib/content/link-previews"
import type { Transaction } from "@/lib/db/client"
import { type NetworkPolicy, publicNetwork } from "@/lib/fetch/network"
import { fetchLinkPreview } from "@/lib/link-previews/fetch-preview"
import { fillMedia } from "@/lib/media/require-media"
import type { Actor } from "@/lib/permissions/actor"
import { pickFields } from "./post-fields"
import type { DeskPost } from "./post-schemas"
import type { PostRow } from "./present-desk-post"
import { requirePostRow } from "./read-posts"
import { inBlog, savePost } from "./save-post"

/** What the history calls it when only the cards of links were added. */
const LINK_PREVIEW_ACTION = "card"

/** True when nothing but cards came to a post since a revision: an editor who wrote on that one has missed no word. */
export async function onlyLinkPreviewsSince(tx: Transaction, post: PostRow, revision: number): Promise<boolean> {
  if (revision > post.revision) return false
  const others = await tx.revision.count({
    where: { postId: post.id, number: { gt: revision }, action: { not: LINK_PREVIEW_ACTION } },
  })
  return others === 0
}

/** More than a post's worth; the others stay plain links. */
const MAX_LINKS = 5

/**
 * Looks at the pages behind a saved post's bare links and puts their cards on them, or the players that short links lead to, as a
 * change of its own. For posts that
 * come from programs, after their answer: neither they nor readers wait for other people's sites. What the post became
 * meanwhile stays: only links that are still in it and still bare get a card, and readers see no mark of an edit.
 */
export async function attachLinkPreviews(
  actor: Actor,
  post: DeskPost,
  network: NetworkPolicy = publicNetwork,
): Promise<void> {
  const urls = linksWithoutPreview(post.content).slice(0, MAX_LINKS)
  const found = await Promise.all(urls.map(async (url) => ({ url, ...(await fetchLinkPreview(actor, url, network)) })))
  const players = new Map(found.flatMap(({ url, player }): [string, string][] => (player ? [[url, player]] : [])))
  const cards = new Map(found.flatMap(({ url, card }): [string, LinkPreview][] => (card ? [[url, card]] : [])))
  if (cards.size + players.size === 0) return
  await inBlog(post.blogId, async (tx, blog) => {
    const before = await requirePostRow(post.id, tx)
    const document = parseStoredDocument(before.content)
    const content = withLongUrls(withLinkPreviews(document, cards), players)
    // Sent again because its answer was lost: what an editor took off since then stays off.
    const attached = await tx.revision.count({
      where: { postId: post.id, number: { gt: post.revision }, action: LINK_PREVIEW_ACTION },
    })
    if (before.state === "deleted" || content === document || attached > 0) return
    const fields = { ...pickFields(before), content: await fillMedia(tx, content) }
    await savePost(tx, { actor, blog, before, id: post.id, fields, action: LINK_PREVIEW_ACTION })
  })
}
