"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { type Act, attempt, type Failure } from "@/components/desk/forms/result"
import { BusyButton } from "@/components/ui/button"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"

type DeletedBlogsProps = { blogs: DeskBlog[]; restore: Act<{ blogId: string }, DeskBlog> }

/** The deleted blogs that can still be restored. */
export function DeletedBlogs({ blogs, restore }: DeletedBlogsProps) {
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async (blogId: string) => {
    setBusy(blogId)
    const result = await attempt(() => restore({ blogId }))
    setBusy(null)
    setFailure(result.ok ? null : result.error)
    if (result.ok) router.refresh()
  }
  return (
    <details className="mt-6">
      <summary className="cursor-pointer font-medium text-ink-soft text-sm">{`Deleted (${blogs.length})`}</summary>
      <p className="mt-2 text-ink-faint text-sm">Kept for 30 days. A restored live blog is private.</p>
      <ul className="mt-2 divide-y divide-line rounded-xl border border-line bg-surface">
        {blogs.map(({ id, title }) => (
          <li key={id} className="flex items-center gap-4 px-4 py-2.5">
            <span className="min-w-0 flex-1 truncate text-ink text-sm">{title}</span>
            <BusyButton size="small" busy={busy === id} busyLabel="Restoring" onClick={() => run(id)}>
              Restore
              <span className="sr-only">{` ${title}`}</span>
            </BusyButton>
          </li>
        ))}
      </ul>
      {failure && <FailureNotice failure={failure} />}
    </details>
  )
}
