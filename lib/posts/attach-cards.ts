import type { Actor } from "@/lib/auth/actor"
import type { PageCard } from "@/lib/content/document"
import { bareLinks, withCards } from "@/lib/content/link-cards"
import { INTERNET, type Network } from "@/lib/fetch/network"
import { fetchCard } from "@/lib/link-cards/fetch-card"
import { storedDocument } from "@/lib/live/public-rows"
import { fillMedia } from "@/lib/media/require-media"
import { CARD_ACTION } from "./cards-since"
import { pickFields } from "./post-fields"
import { requirePostRow } from "./read-posts"
import { inBlog, savePost } from "./save-post"
import type { DeskPost } from "./schema"

/** More than a post's worth; the others stay plain links. */
const MOST_LINKS = 5

/**
 * Looks at the pages behind a saved post's bare links and puts their cards on them, as a change of its own. For posts that
 * come from programs, after their answer: neither they nor readers wait for other people's sites. What the post became
 * meanwhile stays: only links that are still in it and still bare get a card, and readers are not told of an edit.
 */
export async function attachCards(actor: Actor, post: DeskPost, network: Network = INTERNET): Promise<void> {
  const urls = bareLinks(post.content).slice(0, MOST_LINKS)
  const found = await Promise.all(urls.map(async (url) => ({ url, card: (await fetchCard(actor, url, network)).card })))
  const cards = new Map(found.flatMap(({ url, card }): [string, PageCard][] => (card ? [[url, card]] : [])))
  if (cards.size === 0) return
  await inBlog(post.blogId, async (tx, blog) => {
    const before = await requirePostRow(post.id, tx)
    const document = storedDocument(before.content)
    const content = withCards(document, cards)
    // Sent again because its answer was lost: what an editor took off since then stays off.
    const attached = await tx.revision.count({
      where: { postId: post.id, number: { gt: post.revision }, action: CARD_ACTION },
    })
    if (before.state === "deleted" || content === document || attached > 0) return
    const fields = { ...pickFields(before), content: await fillMedia(tx, content) }
    await savePost(tx, { actor, blog, before, id: post.id, fields, action: CARD_ACTION })
  })
}
