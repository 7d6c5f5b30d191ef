"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import type { Failure } from "@/components/desk/forms/result"
import type { DeskBlog } from "@/lib/blogs/schema"
import type { DeskPost } from "@/lib/posts/schema"
import { fetchTimeline, type TimelinePage } from "./fetch-timeline"
import { type Filter, mergeNewest, putPost } from "./filters"

const REFRESH_MS = 15_000
const PAGE = 30
const MOST = 100

type Loading = "filter" | "older" | null

/** The posts of a desk: what this editor does is in it at once, what others do within seconds. */
export function useTimeline(initial: TimelinePage) {
  const [blog, setBlogState] = useState(initial.blog)
  const [list, setList] = useState({ filter: "all" as Filter, posts: initial.posts, next: initial.next })
  const [loading, setLoading] = useState<Loading>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  // Counts what was done here, so that an answer that left the server before it is not taken for news.
  const done = useRef(0)
  const shown = useRef(list)
  shown.current = list

  const refreshSoon = useRef<() => Promise<void>>(async () => {})

  const put = useCallback((post: DeskPost) => {
    done.current += 1
    setList((before) => ({ ...before, posts: putPost(before.posts, post, before.filter) }))
    // Counts of the blog changed with it, and perhaps what colleagues did.
    void refreshSoon.current()
  }, [])

  const setBlog = useCallback((next: DeskBlog) => {
    done.current += 1
    setBlogState(next)
  }, [])

  const refresh = useCallback(async () => {
    const before = done.current
    const { filter, posts } = shown.current
    const limit = Math.min(Math.max(posts.length + 5, PAGE), MOST)
    const page = await fetchTimeline(initial.blog.id, { filter, limit })
    if (done.current !== before || shown.current.filter !== filter) return
    if ("code" in page) return setFailure(page)
    setFailure(null)
    setBlogState(page.blog)
    setList((current) => ({
      ...current,
      posts: mergeNewest(current.posts, page.posts, page.next === null),
      next: page.next === null || current.posts.length <= page.posts.length ? page.next : current.next,
    }))
  }, [initial.blog.id])

  refreshSoon.current = refresh

  const setFilter = async (filter: Filter) => {
    done.current += 1
    setList({ filter, posts: [], next: null })
    setLoading("filter")
    const page = await fetchTimeline(initial.blog.id, { filter, limit: PAGE })
    if (shown.current.filter !== filter) return
    setLoading(null)
    if ("code" in page) return setFailure(page)
    setFailure(null)
    setBlogState(page.blog)
    setList({ filter, posts: page.posts, next: page.next })
  }

  const loadOlder = async () => {
    const { filter, next } = list
    if (!next || loading) return
    setLoading("older")
    const page = await fetchTimeline(initial.blog.id, { filter, before: next, limit: PAGE })
    setLoading(null)
    if ("code" in page) return setFailure(page)
    setFailure(null)
    setList((current) => {
      if (current.filter !== filter) return current
      const known = new Set(current.posts.map((post) => post.id))
      const older = page.posts.filter((post) => !known.has(post.id))
      return { filter, posts: [...current.posts, ...older], next: page.next }
    })
  }

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

  return { blog, setBlog, ...list, loading, failure, put, refresh, setFilter, loadOlder }
}
