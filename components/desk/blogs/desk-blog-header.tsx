"use client"

import { ExternalLink, ScrollText, Settings } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { type Act, attempt, type Failure } from "@/components/desk/forms/result"
import { actorOf, type Viewer } from "@/components/desk/timeline/post-rights"
import { BusyButton, Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import type { BlogStatus, DeskBlog, EditBlogInput } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { countPosts } from "./count-posts"
import { type PreviewLinkActions, PreviewLinkButton } from "./preview-link-button"
import { StatusBadge } from "./status-badge"

const NEXT: Record<BlogStatus, { status: BlogStatus; label: string; busy: string }> = {
  draft: { status: "live", label: "Go live", busy: "Opening" },
  live: { status: "ended", label: "End coverage", busy: "Ending" },
  ended: { status: "live", label: "Reopen", busy: "Reopening" },
}

type BlogHeaderProps = {
  blog: DeskBlog
  viewer: Viewer
  editBlog: Act<{ blogId: string; blog: EditBlogInput }, DeskBlog>
  rehearsal: PreviewLinkActions
  onChanged: (blog: DeskBlog) => void
}

/** What this desk is about, whether readers follow it, and the step that comes next for it. */
export function DeskBlogHeader({ blog, viewer, editBlog, rehearsal, onChanged }: BlogHeaderProps) {
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const next = NEXT[blog.status]
  const mayEdit = isAllowed(actorOf(viewer), "blog.edit", { blogId: blog.id })

  const move = async () => {
    setBusy(true)
    setFailure(null)
    const result = await attempt(() => editBlog({ blogId: blog.id, blog: { status: next.status } }))
    setBusy(false)
    setAsking(false)
    if (result.ok) onChanged(result.data)
    else setFailure(result.error)
  }
  return (
    <header className="mb-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="font-semibold text-ink text-xl leading-snug tracking-[-0.01em]">{blog.title}</h1>
          <div className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-faint text-meta">
            <StatusBadge status={blog.status} />
            <span>{countPosts(blog.publicCount)}</span>
            {blog.status !== "draft" && (
              <a
                href={paths.blog(blog.slug)}
                target="_blank"
                rel="noopener"
                className="inline-flex items-center gap-1 underline decoration-line-strong underline-offset-3 hover:text-accent max-sm:min-h-11"
              >
                Open readers’ page
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
            )}
          </div>
        </div>
        {mayEdit && (
          <div className="flex flex-wrap gap-2">
            {blog.status === "draft" && <PreviewLinkButton blog={blog} actions={rehearsal} onChanged={onChanged} />}
            <BusyButton
              variant={blog.status === "draft" ? "primary" : "secondary"}
              busy={busy}
              busyLabel={next.busy}
              onClick={() => (blog.status === "live" ? setAsking(true) : move())}
            >
              {next.label}
            </BusyButton>
            <Button asChild size="icon" aria-label="Activity on this live blog" title="Activity">
              <Link href={paths.deskActivity(blog.id)} prefetch={false}>
                <ScrollText aria-hidden />
              </Link>
            </Button>
            <Button asChild size="icon" aria-label="Settings of this live blog" title="Settings">
              <Link href={paths.deskBlogSettings(blog.id)}>
                <Settings aria-hidden />
              </Link>
            </Button>
          </div>
        )}
      </div>
      {failure && (
        <div className="mt-3">
          <FailureNotice failure={failure} onRetry={move} />
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="End the coverage?"
        description="Open pages stop updating and say that it has ended. You can reopen it at any time."
        confirm="End coverage"
        keep="Keep it live"
        busy={busy}
        onConfirm={move}
      />
    </header>
  )
}
