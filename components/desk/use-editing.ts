import { useEffect, useMemo, useRef, useState } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { ComposerHandle } from "./composer/composer-handle"
import { findUnfinishedEdits } from "./outbox/restore"
import { type Filter, orderOf } from "./timeline/filters"

/** The composers on the page, by post; the one of new posts under "". */
export function useComposers() {
  const open = useRef(new Map<string, ComposerHandle>())
  return {
    get: (id: string) => open.current.get(id),
    keep: (id: string) => (handle: ComposerHandle | null) => {
      if (handle) open.current.set(id, handle)
      else open.current.delete(id)
    },
  }
}

type Edited = { post: DeskPost; focus: boolean }

/** Posts that are being edited, each as it was when that began; unfinished edits of a closed tab open by themselves. */
export function useEditing(place: { userId: string; blogId: string }, posts: DeskPost[]) {
  const [edited, setEdited] = useState(new Map<string, Edited>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was left from before counts
  useEffect(() => {
    void findUnfinishedEdits(place).then((left) => {
      const found = posts.filter((post) => left.has(post.id))
      setEdited((before) => new Map([...found.map((post) => [post.id, { post, focus: false }] as const), ...before]))
    })
  }, [])
  const ids = useMemo(() => new Set(edited.keys()), [edited])
  return {
    ids,
    edited,
    /** What is being edited stays on the page, also when a colleague deleted it or the filter leaves it out. */
    keepOpen: (shown: DeskPost[], filter: Filter) => {
      const here = new Set(shown.map((post) => post.id))
      const missing = [...edited.values()].map(({ post }) => post).filter((post) => !here.has(post.id))
      return missing.length > 0 ? [...shown, ...missing].sort(orderOf(filter)) : shown
    },
    start: (post: DeskPost, { focus = true } = {}) =>
      setEdited((before) => new Map(before).set(post.id, { post, focus })),
    stop: (id: string) =>
      setEdited((before) => {
        const next = new Map(before)
        next.delete(id)
        return next
      }),
  }
}
