import { listOpenTabs, TAB, TAB_BEFORE } from "../safety/tab"
import { unsentTexts } from "../safety/unsent"
import { forgetLocally, type KeptPlace, type KeptText, listKeptPosts, listLocalTexts } from "./kept-text"

/**
 * Where writing goes on: this tab's own text, from before its page was loaded anew too, else the newest of a tab that is
 * closed. Its own first: when a browser comes back with all its tabs, those that are not there yet look closed. One that stands
 * in the queue is not to be written again.
 */
export async function findKeptText(place: KeptPlace): Promise<KeptText | null> {
  const open = await listOpenTabs()
  const left = listLocalTexts(place).filter((text) => {
    const queued = text.idempotencyKey !== null && unsentTexts.get(place.userId, text.idempotencyKey) !== null
    if (queued && (text.tab === TAB || !open.has(text.tab))) forgetLocally(place, text.tab)
    return !queued
  })
  const own = left.find(({ tab }) => tab === TAB) ?? left.find(({ tab }) => tab === TAB_BEFORE)
  return own ?? left.find(({ tab }) => !open.has(tab)) ?? null
}

/** Posts of a blog whose edit was left unfinished by this tab or one that is closed. */
export async function findUnfinishedEdits(desk: Omit<KeptPlace, "postId">): Promise<Set<string>> {
  const found = await Promise.all(
    listKeptPosts(desk).map(async (postId) => ((await findKeptText({ ...desk, postId })) ? [postId] : [])),
  )
  return new Set(found.flat())
}
