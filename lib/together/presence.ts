import type { Doing } from "./state"

/** A tab says every ten seconds that it is there; two lost words in a row are forgiven. */
export const EXPIRES_MS = 25_000
const MOST_TABS = 5_000
const MOST_TABS_EACH = 20
/** Posts that one tab can say it edits. */
export const MOST_EDITED = 10

export type Where = { blogId: string; userId: string; tab: string }
export type Present = { userId: string } & Doing

type Tab = Where & Doing & { heardAt: number }

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
    if (!known && (this.tabs.size >= MOST_TABS || this.countTabs(where) >= MOST_TABS_EACH)) return null
    this.tabs.set(key, { ...where, ...doing, heardAt: now })
    return known && isSame(known, doing) ? null : where.blogId
  }

  /** When a tab was last heard of; 0: never, or it is gone. */
  heardAt(where: Where): number {
    return this.tabs.get(nameTab(where))?.heardAt ?? 0
  }

  /** Forgets the tabs that fell silent. Returns the blogs whose desks look different now. */
  expire(now: number): Set<string> {
    const changed = new Set<string>()
    for (const [key, { blogId, heardAt }] of this.tabs) {
      if (now - heardAt <= EXPIRES_MS) continue
      this.tabs.delete(key)
      changed.add(blogId)
    }
    return changed
  }

  /** Everybody at a desk, once each, with what they do in any of their tabs. */
  at(blogId: string): Present[] {
    const people = new Map<string, Present>()
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

  private countTabs({ blogId, userId }: Where): number {
    let count = 0
    for (const tab of this.tabs.values()) if (tab.blogId === blogId && tab.userId === userId) count += 1
    return count
  }
}

/** Announced by a process that has just begun to listen: the others tell again who spoke to them lately. */
export const WHO_IS_THERE = "?"

/** What is announced of a tab: ids alone, far below the database's limit. `doing` null: it is gone. */
export function printPresence({ blogId, userId, tab }: Where, doing: Doing | null): string {
  const what = doing ? `${doing.writing ? "w" : "-"} ${doing.editing.slice(0, MOST_EDITED).join(",")}` : "x"
  return `${blogId} ${userId} ${tab} ${what}`
}

function parsePresence(payload: string): { where: Where; doing: Doing | null } | null {
  const [blogId, userId, tab, what, posts = ""] = payload.split(" ")
  if (!blogId || !userId || !tab || !what) return null
  const editing = posts === "" ? [] : posts.split(",").slice(0, MOST_EDITED).sort()
  return { where: { blogId, userId, tab }, doing: what === "x" ? null : { writing: what === "w", editing } }
}

/** A tab's name among all of all desks. */
export function nameTab({ blogId, userId, tab }: Where): string {
  return `${blogId} ${userId} ${tab}`
}

function isSame(a: Doing, b: Doing): boolean {
  return a.writing === b.writing && a.editing.join() === b.editing.join()
}
