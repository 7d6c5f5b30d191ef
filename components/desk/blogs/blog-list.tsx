import { Radio } from "lucide-react"
import Link from "next/link"
import { Ago } from "@/components/desk/desk-time"
import { EmptyState } from "@/components/ui/empty-state"
import { Loading, Skeleton } from "@/components/ui/skeleton"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"
import { countPosts } from "./count-posts"
import { NewBlogLink } from "./new-blog-link"
import { StatusBadge } from "./status-badge"

type BlogListProps = { blogs: DeskBlog[]; mayCreate: boolean; now: number }

/** All live blogs, what readers can follow now first. */
export function BlogList({ blogs, mayCreate, now }: BlogListProps) {
  if (blogs.length === 0) return <NoBlogs mayCreate={mayCreate} />
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
      {[...blogs]
        .sort((a, b) => RANK[a.status] - RANK[b.status])
        .map((blog) => (
          <li
            key={blog.id}
            className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 first:rounded-t-xl last:rounded-b-xl hover:bg-sunken sm:flex-nowrap"
          >
            <div className="min-w-0 flex-1 basis-full sm:basis-0">
              <Link
                href={paths.deskBlog(blog.id)}
                className="line-clamp-2 font-medium text-ink outline-offset-4 after:absolute after:inset-0"
              >
                {blog.title}
              </Link>
              <p className="mt-0.5 flex flex-wrap gap-x-2 text-ink-faint text-meta">
                <span>{countPosts(blog.publicCount)}</span>
                <span aria-hidden>·</span>
                <span>
                  updated <Ago iso={blog.changedAt} now={now} timeZone={blog.timeZone} />
                </span>
              </p>
            </div>
            <StatusBadge status={blog.status} rehearsing={blog.rehearsing} />
            {blog.status === "draft" ? (
              <span className="w-28 max-sm:hidden" />
            ) : (
              <a
                href={paths.blog(blog.slug)}
                aria-label={`View live page of ${blog.title}`}
                className="relative inline-flex w-28 items-center text-ink-soft text-meta underline decoration-line-strong underline-offset-3 hover:text-accent max-sm:ml-auto max-sm:min-h-11 max-sm:justify-end sm:justify-end"
              >
                View live page
              </a>
            )}
          </li>
        ))}
    </ul>
  )
}

const RANK = { live: 0, draft: 1, ended: 2 } as const

function NoBlogs({ mayCreate }: { mayCreate: boolean }) {
  return (
    <EmptyState icon={<Radio />} title="No live blogs yet" action={mayCreate && <NewBlogLink />}>
      {mayCreate
        ? "A live blog is one page that readers keep open while you write. Make the first one; it takes a title."
        : "As soon as an editor makes a live blog, it appears here."}
    </EmptyState>
  )
}

export function BlogListSkeleton() {
  return (
    <div className="grid gap-2">
      <Loading what="the live blogs" />
      {[0, 1, 2, 3].map((each) => (
        <Skeleton key={each} className="h-16 rounded-xl" />
      ))}
    </div>
  )
}
