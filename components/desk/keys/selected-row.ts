"use client"

import { useSyncExternalStore } from "react"
import { type PostActionId, SHORTCUTS } from "./shortcuts"

/** The post that J or K selected, and the action that a second press of its key does. */
type SelectedRow = { postId: string; confirm: PostActionId | null } | null

const CONFIRM_MS = 4_000
/** Faster after J or K than this is a word that begins with it, not a choice. */
const CHOICE_MS = 120

/** Letters act on this row alone. A click, another focus, Escape or any other letter ends the selection. */
class Selection {
  #row: SelectedRow = null
  #since = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  readonly get = (): SelectedRow => this.#row

  readonly watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** `at`, here and below: when the key was pressed, since a busy page handles it late. */
  select(postId: string, at: number): void {
    this.#since = at
    this.#set({ postId, confirm: null })
  }

  readonly clear = (): void => this.#set(null)

  /** True when the key may act now: at once, or at its second press. */
  confirms(id: PostActionId, at: number): boolean {
    const row = this.#row
    if (!row) return false
    const { asks, confirm } = SHORTCUTS[id]
    if (!asks && !confirm && at - this.#since < CHOICE_MS) {
      this.clear()
      return false
    }
    const isDone = confirm === undefined || row.confirm === id
    this.#set({ ...row, confirm: isDone ? null : id })
    return isDone
  }

  #set(next: SelectedRow): void {
    clearTimeout(this.#timer)
    if (next?.confirm) this.#timer = setTimeout(() => this.#set({ ...next, confirm: null }), CONFIRM_MS)
    if (next === this.#row) return
    this.#row = next
    for (const listener of this.#listeners) listener()
  }
}

export const selectedRow = new Selection()

/** Whether a post's row is selected, and what its next key confirms. */
export function useSelectedRow(): SelectedRow {
  return useSyncExternalStore(selectedRow.watch, selectedRow.get, () => null)
}
