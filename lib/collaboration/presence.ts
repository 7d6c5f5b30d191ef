import type { PresenceStatus } from "./types"

/** A tab says every ten seconds that it is there; two lost words in a row are forgiven. */
export const PRESENCE_TTL_MS = 25_000
const MAX_TABS = 5_000
const MAX_TABS_PER_USER = 20
/** Posts that one tab can say it edits. */
export const MAX_EDITED_POSTS = 10

export type PresenceKey = { blogId: string; userId: string; tab: string }
export type OnlineUser = { userId: string } & PresenceStatus

type Tab = PresenceKey & PresenceStatus & { heardAt: number }

/** Who is at which desk, as far as this process heard. Nothing of it is ever stored. */
export class Presence {
  private readonly tabs = new Map<string, Tab>()

  /** Takes what a process announced. Returns the blog when its desk looks different now, else null. */
  note(payload: string, now: number): string | null {
    const notice = parsePresence(payload)
    if (!notice) return null
    const { where, doing } = notice
    const key = nameTab(where)
    const known = this.tabs.get(key)
    if (!doing) return this.tabs.delete(key) ? where.blogId : null
    if (!known && (this.tabs.size >= MAX_TABS || this.countTabs(where) >= MAX_TABS_PER_USER)) return null
    this.tabs.set(key, { ...where, ...doing, heardAt: now })
    return known && isSame(known, doing) ? null : where.blogId
  }

  /** When a tab was last heard of; 0: never, or it is gone. */
  heardAt(where: PresenceKey): number {
    return this.tabs.get(nameTab(where))?.heardAt ?? 0
  }

  /** Forgets the tabs that fell silent. Returns the blogs whose desks look different now. */
  expire(now: number): Set<string> {
    const changed = new Set<string>()
    for (const [key, { blogId, heardAt }] of this.tabs) {
      if (now - heardAt <= PRESENCE_TTL_MS) continue
      this.tabs.delete(key)
      changed.add(blogId)
    }
    return changed
  }

  /** Everybody at a desk, once each, with what they do in any of their tabs. */
  at(blogId: string): OnlineUser[] {
    const people = new Map<string, OnlineUser>()
    for (const tab of this.tabs.values()) {
      if (tab.blogId !== blogId) continue
      const known = people.get(tab.userId)
      people.set(tab.userId, {
        userId: tab.userId,
        writing: tab.writing || (known?.writing ?? false),
        editing: [...new Set([...(known?.editing ?? []), ...tab.editing])].sort(),
      })
    }
    return [...people.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1))
  }

  get isEmpty(): boolean {
    return this.tabs.size === 0
  }

  private countTabs({ blogId, userId }: PresenceKey): number {
    let count = 0
    for (const tab of this.tabs.values()) if (tab.blogId === blogId && tab.userId === userId) count += 1
    return count
  }
}

/** Announced by a process that has just begun to listen: the others tell again who spoke to them lately. */
export const PRESENCE_REQUEST = "?"

/** What is announced of a tab: ids alone, far below the database's limit. `doing` null: it is gone. */
export function serializePresence({ blogId, userId, tab }: PresenceKey, doing: PresenceStatus | null): string {
  const what = doing ? `${doing.writing ? "w" : "-"} ${doing.editing.slice(0, MAX_EDITED_POSTS).join(",")}` : "x"
  return `${blogId} ${userId} ${tab} ${what}`
}

function parsePresence(payload: string): { where: PresenceKey; doing: PresenceStatus | null } | null {
  const [blogId, userId, tab, what, posts = ""] = payload.split(" ")
  if (!blogId || !userId || !tab || !what) return null
  const editing = posts === "" ? [] : posts.split(",").slice(0, MAX_EDITED_POSTS).sort()
  return { where: { blogId, userId, tab }, doing: what === "x" ? null : { writing: what === "w", editing } }
}

/** A tab's name among all of all desks. */
export function nameTab({ blogId, userId, tab }: PresenceKey): string {
  return `${blogId} ${userId} ${tab}`
}

function isSame(a: PresenceStatus, b: PresenceStatus): boolean {
  return a.writing === b.writing && a.editing.join() === b.editing.join()
}
