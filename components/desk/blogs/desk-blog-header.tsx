import { ExternalLink, ScrollText, Settings } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"

type BlogHeaderProps = {
  blog: DeskBlog
  mayEdit: boolean
  /** How it does, and who is here. */
  children: ReactNode
}

/** The line above a blog's desk: what it is about, how it does, where its other pages are. */
export function DeskBlogHeader({ blog, mayEdit, children }: BlogHeaderProps) {
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
      <h1 className="min-w-0 flex-1 basis-52 truncate max-sm:basis-full font-semibold text-base text-ink tracking-[-0.01em]">
        {blog.title}
      </h1>
      {children}
      <div className="flex items-center gap-1">
        {blog.status !== "draft" && (
          <Button asChild variant="ghost" size="small">
            <a href={paths.blog(blog.slug)} target="_blank" rel="noopener">
              <span className="max-sm:sr-only">View live page</span>
              <ExternalLink aria-hidden />
            </a>
          </Button>
        )}
        {mayEdit && (
          <>
            <Button asChild variant="ghost" size="icon" aria-label="Activity on this live blog" title="Activity">
              <Link href={paths.deskActivity(blog.id)} prefetch={false}>
                <ScrollText aria-hidden />
              </Link>
            </Button>
            <Button asChild variant="ghost" size="icon" aria-label="Settings of this live blog" title="Settings">
              <Link href={paths.deskBlogSettings(blog.id)}>
                <Settings aria-hidden />
              </Link>
            </Button>
          </>
        )}
      </div>
    </header>
  )
}
