import {
  type AutosaveKey,
  clearLocal,
  type LocalAutosave,
  listAutosavedPosts,
  listLocal,
} from "@/components/desk/autosave/local-store"
import { listOpenTabs, PREVIOUS_TAB_ID, TAB_ID } from "@/components/desk/session/tab-id"
import { outboxStore } from "./outbox-store"

/**
 * Where writing goes on: this tab's own text, from before its page was loaded anew too, else the newest of a tab that is
 * closed. Its own first: when a browser comes back with all its tabs, those that are not there yet look closed. One that stands
 * in the queue is not to be written again.
 */
export async function findAutosave(place: AutosaveKey): Promise<LocalAutosave | null> {
  const open = await listOpenTabs()
  const left = listLocal(place).filter((text) => {
    const queued = text.idempotencyKey !== null && outboxStore.get(place.userId, text.idempotencyKey) !== null
    if (queued && (text.tab === TAB_ID || !open.has(text.tab))) clearLocal(place, text.tab)
    return !queued
  })
  const own = left.find(({ tab }) => tab === TAB_ID) ?? left.find(({ tab }) => tab === PREVIOUS_TAB_ID)
  return own ?? left.find(({ tab }) => !open.has(tab)) ?? null
}

/** Posts of a blog whose edit was left unfinished by this tab or one that is closed. */
export async function findUnfinishedEdits(desk: Omit<AutosaveKey, "postId">): Promise<Set<string>> {
  const found = await Promise.all(
    listAutosavedPosts(desk).map(async (postId) => ((await findAutosave({ ...desk, postId })) ? [postId] : [])),
  )
  return new Set(found.flat())
}
