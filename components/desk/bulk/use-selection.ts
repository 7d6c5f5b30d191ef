"use client"

import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { isTyping } from "../undo/use-undo"

/**
 * Which posts are chosen. With Shift everything between the last choice and this one; the key x chooses the post that
 * has the focus. What leaves the list (another filter, deleted by somebody) is no longer chosen.
 */
export function useSelection(posts: DeskPost[], { enabled }: { enabled: boolean }) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const now = useRef({ posts, last: null as string | null })
  now.current.posts = posts

  const toggle = useCallback((id: string, isRange: boolean) => {
    const order = now.current.posts.map((post) => post.id)
    const [from, to] = [order.indexOf(now.current.last ?? ""), order.indexOf(id)]
    const range = isRange && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    now.current.last = id
    setIds((before) => {
      const next = new Set(before)
      const choose = !before.has(id)
      for (const each of range) choose ? next.add(each) : next.delete(each)
      return next
    })
  }, [])

  useEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.defaultPrevented || isTyping(event.target) || !(event.target instanceof Element)) return
      const id = event.target.closest<HTMLElement>("[data-post]")?.dataset.post
      if (!id) return
      event.preventDefault()
      toggle(id, event.shiftKey)
    }
    document.addEventListener("keydown", onKeyDown)
    return () => document.removeEventListener("keydown", onKeyDown)
  }, [enabled, toggle])

  const has = useCallback((id: string) => ids.has(id), [ids])
  const chosen = useMemo(() => posts.filter((post) => ids.has(post.id)), [posts, ids])
  return {
    chosen,
    has,
    toggle,
    choose: (some: string[]) => setIds(new Set(some)),
  }
}

export type Selection = ReturnType<typeof useSelection>
