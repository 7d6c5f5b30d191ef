import { useEffect, useState } from "react"
import type { BlogStatus } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"

export type PaletteBlog = { id: string; title: string; slug: string; status: BlogStatus; mayEdit: boolean }

/** The live blogs that one may open, read anew each time the palette opens; the last known ones show at once. */
export function usePaletteBlogs(open: boolean): { blogs: PaletteBlog[] | null; failed: boolean } {
  const [blogs, setBlogs] = useState<PaletteBlog[] | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const read = async () => {
      const response = await fetch(paths.deskBlogList(), { cache: "no-store", signal: abort.signal })
      if (!response.ok) throw new Error(`The live blogs were answered with ${response.status}.`)
      setBlogs(((await response.json()) as { blogs: PaletteBlog[] }).blogs)
      setFailed(false)
    }
    read().catch(() => setFailed(!abort.signal.aborted))
    return () => abort.abort()
  }, [open])
  return { blogs, failed }
}
