import { useEffect, useRef } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { focusComposer, focusSearch, openFilters } from "./focus-targets"
import { isSingleKey } from "./single-keys"

const PLACES: Record<string, (() => boolean) | undefined> = {
  n: focusComposer,
  "/": focusSearch,
  f: openFilters,
}

/** The keys of a blog's desk: to its places, from update to update, and what the buttons of the update in focus do. */
export function useTimelineKeys(posts: DeskPost[], goTo: (postId: string) => void): void {
  const now = useRef({ posts, goTo })
  now.current = { posts, goTo }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isSingleKey(event)) return
      const key = event.key.toLowerCase()
      const step = key === "j" ? 1 : key === "k" ? -1 : 0
      const done = step === 0 ? (PLACES[key]?.() ?? pressOnCard(key)) : move(step, now.current)
      if (done) event.preventDefault()
    }
    document.addEventListener("keydown", onKeyDown)
    return () => document.removeEventListener("keydown", onKeyDown)
  }, [])
}

function move(step: 1 | -1, { posts, goTo }: { posts: DeskPost[]; goTo: (postId: string) => void }): boolean {
  const current = document.activeElement?.closest("[data-row]")?.getAttribute("data-row")
  const from = current ? posts.findIndex(({ id }) => id === current) + step : firstInView(posts)
  const post = posts[from]
  if (post) goTo(post.id)
  return post !== undefined
}

/** With nothing in focus one begins with what one sees. */
function firstInView(posts: DeskPost[]): number {
  const rows = [...document.querySelectorAll("[data-row]")]
  const seen = rows.find((row) => row.getBoundingClientRect().bottom > 80)?.getAttribute("data-row")
  return Math.max(
    0,
    posts.findIndex(({ id }) => id === seen),
  )
}

function pressOnCard(key: string): boolean {
  const card = document.activeElement?.closest("[data-post]")
  const button = card?.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(key)}"]:enabled`)
  button?.click()
  return Boolean(button)
}
