import { useEffect, useRef } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { focusComposer, focusSearch, openFilters } from "./focus-targets"
import { selectedRow } from "./selected-row"
import { isShortcut, type PostActionId, postActionsOf } from "./shortcuts"
import { isSingleKey } from "./single-keys"

/** A letter this soon after one that did nothing belongs to a word that is being typed. */
const WORD_MS = 1_000

const PLACES = [
  ["newPost", focusComposer],
  ["search", focusSearch],
  ["filters", openFilters],
] as const

/** The keys of a blog's desk: to its places, from post to post, and the actions on the post that they selected. */
export function useTimelineKeys(posts: DeskPost[], goTo: (postId: string) => void): void {
  const now = useRef({ posts, goTo })
  now.current = { posts, goTo }
  useEffect(() => {
    let wordAt = Number.NEGATIVE_INFINITY

    const press = (event: KeyboardEvent): boolean => {
      const step = isShortcut(event, "next") ? 1 : isShortcut(event, "previous") ? -1 : 0
      if (step !== 0) return select(step, now.current, event.timeStamp)
      const place = PLACES.find(([id]) => isShortcut(event, id))
      if (place) return place[1]()
      return !event.shiftKey && actOnSelected(event)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isSingleKey(event)) return
      if (event.key === "Escape") selectedRow.clear()
      if (event.key.length !== 1 || event.key === " ") return
      const isInWord = event.timeStamp - wordAt < WORD_MS
      if (!isInWord && press(event)) return event.preventDefault()
      if (event.key.toLowerCase() === "x") return
      wordAt = event.timeStamp
      selectedRow.clear()
    }
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest("[data-row]")?.getAttribute("data-row") : null
      if (row !== selectedRow.get()?.postId) selectedRow.clear()
    }
    document.addEventListener("keydown", onKeyDown)
    document.addEventListener("pointerdown", selectedRow.clear, true)
    document.addEventListener("focusin", onFocus)
    return () => {
      document.removeEventListener("keydown", onKeyDown)
      document.removeEventListener("pointerdown", selectedRow.clear, true)
      document.removeEventListener("focusin", onFocus)
      selectedRow.clear()
    }
  }, [])
}

/** From the selected row to the next; without one, the row that has the focus, else the first in view. */
function select(
  step: 1 | -1,
  { posts, goTo }: { posts: DeskPost[]; goTo: (postId: string) => void },
  at: number,
): boolean {
  const selected = selectedRow.get()?.postId
  const focused = document.activeElement?.closest("[data-row]")?.getAttribute("data-row")
  const from = posts.findIndex(({ id }) => id === (selected ?? focused))
  const post = posts[from < 0 ? firstInView(posts) : selected ? from + step : from]
  if (!post) return selected !== undefined
  goTo(post.id)
  selectedRow.select(post.id, at)
  return true
}

function firstInView(posts: DeskPost[]): number {
  const rows = [...document.querySelectorAll("[data-row]")]
  const seen = rows.find((row) => row.getBoundingClientRect().bottom > 80)?.getAttribute("data-row")
  return Math.max(
    0,
    posts.findIndex(({ id }) => id === seen),
  )
}

function actOnSelected({ key, timeStamp }: KeyboardEvent): boolean {
  const row = document.activeElement?.closest("[data-row]")
  if (!row || row.getAttribute("data-row") !== selectedRow.get()?.postId) return false
  const buttonOf = (id: PostActionId) => row.querySelector<HTMLElement>(`[data-action="${id}"]:not(:disabled)`)
  const id = postActionsOf(key).find(buttonOf)
  if (!id) return false
  if (selectedRow.confirms(id, timeStamp)) buttonOf(id)?.click()
  return true
}
