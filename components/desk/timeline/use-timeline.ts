"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import type { Failure } from "@/components/desk/forms/result"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { fetchTimeline, type TimelinePage } from "./fetch-timeline"
import { mergeNewest, putPosts } from "./filters"
import { isNarrowed, syncSearchToUrl, type TimelineSearch } from "./search-state"
import { findStale, replaceStale } from "./stale-posts"

const REFRESH_MS = 15_000
const PAGE = 50
/** Fewer than at first: they are drawn while somebody scrolls. */
const OLDER = 30
const PAGE_SIZE = 100

type Loading = "search" | "older" | null

/** The posts of a desk: what this editor does is in it at once, what others do within seconds. */
export function useTimeline(initial: TimelinePage, initialSearch: TimelineSearch) {
  const [blog, setBlogAudience] = useState(initial.blog)
  const [role, setRole] = useState(initial.role)
  const [list, setList] = useState({ search: initialSearch, posts: initial.posts, next: initial.next })
  /** What was asked for last; the list follows when the answer is there. */
  const [wanted, setWanted] = useState(initialSearch)
  const [queue, setQueue] = useState({ counts: initial.counts, pins: initial.pins })
  const [loading, setLoading] = useState<Loading>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  // Counts what was done here, so that an answer that left the server before it is not taken for news.
  const done = useRef(0)
  const shown = useRef(list)
  shown.current = list
  const asked = useRef(initialSearch)

  const refreshSoon = useRef<() => Promise<void>>(async () => {})

  const put = useCallback((...changed: DeskPost[]) => {
    done.current += 1
    setList((before) => {
      const { posts, search } = before
      return { ...before, posts: putPosts(posts, changed, search.state, isNarrowed(search)) }
    })
    // Counts of the blog changed with it, and perhaps what colleagues did.
    void refreshSoon.current()
  }, [])

  const setBlog = useCallback((next: DeskBlog) => {
    done.current += 1
    setBlogAudience(next)
  }, [])

  // Whose role no longer opens this blog does not go on looking at it. What they were writing is kept in the browser.
  const refuse = useCallback((failed: Failure) => {
    if (failed.code === "forbidden") window.location.reload()
    else setFailure(failed)
  }, [])

  const setPins = useCallback((pins: DeskPost[]) => {
    done.current += 1
    setQueue((before) => ({ ...before, pins }))
  }, [])

  const refresh = useCallback(async () => {
    const before = done.current
    const { search, posts } = shown.current
    const limit = Math.min(Math.max(posts.length + 5, PAGE), PAGE_SIZE)
    const page = await fetchTimeline(initial.blog.id, { search, limit })
    if (done.current !== before || asked.current !== search) return
    if ("code" in page) return refuse(page)
    setFailure(null)
    setBlogAudience(page.blog)
    setRole(page.role)
    setQueue({ counts: page.counts, pins: page.pins })
    setList((current) => ({
      ...current,
      posts: mergeNewest(current.posts, page.posts, page.next === null, current.search.state),
      next: page.next === null || current.posts.length <= page.posts.length ? page.next : current.next,
    }))
  }, [initial.blog.id, refuse])

  refreshSoon.current = refresh

  const setSearch = async (search: TimelineSearch) => {
    done.current += 1
    asked.current = search
    setWanted(search)
    setLoading("search")
    syncSearchToUrl(search)
    const page = await fetchTimeline(initial.blog.id, { search, limit: PAGE })
    if (asked.current !== search) return
    setLoading(null)
    if ("code" in page) return refuse(page)
    setFailure(null)
    setBlogAudience(page.blog)
    setRole(page.role)
    setQueue({ counts: page.counts, pins: page.pins })
    setList({ search, posts: page.posts, next: page.next })
  }

  const loadOlder = async () => {
    const { search, next } = list
    if (!next || loading) return
    setLoading("older")
    const page = await fetchTimeline(initial.blog.id, { search, before: next, limit: OLDER })
    if (asked.current !== search) return
    setLoading(null)
    if ("code" in page) return refuse(page)
    setFailure(null)
    setList((current) => {
      if (current.search !== search) return current
      const known = new Set(current.posts.map((post) => post.id))
      const older = page.posts.filter((post) => !known.has(post.id))
      return { search, posts: [...current.posts, ...older], next: page.next }
    })
  }

  // A hint of the stream: what changed is read, unless it is here already. Many hints are one read.
  const hinted = useRef({ running: false, again: false, stale: new Set<string>() })
  const hear = async (saved: { postId: string; revision: number } | null) => {
    const known = shown.current.posts.find(({ id }) => id === saved?.postId)
    if (saved && known && known.revision >= saved.revision) return
    if (known) hinted.current.stale.add(known.id)
    if (hinted.current.running) {
      hinted.current.again = true
      return
    }
    hinted.current.running = true
    do {
      hinted.current.again = false
      await refresh()
      await refreshBelow(hinted.current.stale)
    } while (hinted.current.again)
    hinted.current.running = false
  }

  // The newest are read by `refresh`; those further down are asked for as the ones after their neighbour.
  const refreshBelow = async (stale: Set<string>) => {
    for (;;) {
      const { search, posts } = shown.current
      const stretch = findStale(posts, stale, { from: PAGE_SIZE - 5, most: PAGE_SIZE })
      const page =
        stretch &&
        (await fetchTimeline(initial.blog.id, { search, before: stretch.above.id, limit: stretch.posts.length }))
      if (!page || "code" in page || asked.current !== search) return stale.clear()
      const taken = new Set(stretch.posts.map(({ id }) => id).filter((id) => stale.delete(id)))
      setList((current) => ({ ...current, posts: replaceStale(current.posts, stretch, taken, page.posts) }))
    }
  }

  // After a search that failed, what was asked for is asked again.
  const retry = () => (asked.current === shown.current.search ? refresh() : setSearch(asked.current))

  useEffect(() => {
    const look = () => void (document.visibilityState === "visible" && refresh())
    const timer = setInterval(look, REFRESH_MS)
    window.addEventListener("focus", look)
    document.addEventListener("visibilitychange", look)
    window.addEventListener("online", look)
    return () => {
      clearInterval(timer)
      window.removeEventListener("focus", look)
      document.removeEventListener("visibilitychange", look)
      window.removeEventListener("online", look)
    }
  }, [refresh])

  const { posts, next } = list
  return {
    ...{ role, blog, setBlog, ...queue, setPins, posts, next, search: wanted, loading, failure },
    ...{ put, refresh, hear, retry, setSearch, loadOlder },
  }
}
