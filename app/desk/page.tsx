import { Suspense } from "react"
import { BlogList, BlogListSkeleton } from "@/components/desk/blogs/blog-list"
import { DeletedBlogs } from "@/components/desk/blogs/deleted-blogs"
import { NewBlogLink } from "@/components/desk/blogs/new-blog-link"
import { PageHeader } from "@/components/desk/shell/page-header"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import type { Actor } from "@/lib/permissions/actor"
import { isAllowed } from "@/lib/permissions/authorize"
import { restoreBlogAction } from "./blogs/actions"
import { requireViewer } from "./signed-in"

const TITLE = "Live blogs"

export const metadata = { title: TITLE }

export default async function DeskPage() {
  const person = await requireViewer(paths.desk())
  return (
    <Suspense fallback={<Waiting />}>
      <Blogs actor={person} />
    </Suspense>
  )
}

function Waiting() {
  return (
    <>
      <PageHeader title={TITLE} />
      <BlogListSkeleton />
    </>
  )
}

async function Blogs({ actor }: { actor: Actor }) {
  const [all, deleted] = await Promise.all([listBlogs(actor), listBlogs(actor, { deleted: true })])
  const blogs = all.filter(({ archivedAt }) => archivedAt === null)
  const archived = all.filter(({ archivedAt }) => archivedAt !== null)
  const restorable = deleted.filter(({ id }) => isAllowed(actor, "blog.edit", { blogId: id }))
  const mayCreate = isAllowed(actor, "blog.create")
  return (
    <>
      {/* Where there is nothing yet, the list itself offers to make one. */}
      <PageHeader title={TITLE} action={mayCreate && blogs.length > 0 && <NewBlogLink />} />
      <BlogList blogs={blogs} mayCreate={mayCreate} now={Date.now()} />
      {archived.length > 0 && (
        <details className="mt-6">
          <summary className="mb-2 cursor-pointer font-medium text-ink-soft text-sm">{`Archived (${archived.length})`}</summary>
          <BlogList blogs={archived} mayCreate={false} now={Date.now()} />
        </details>
      )}
      {restorable.length > 0 && <DeletedBlogs blogs={restorable} restore={restoreBlogAction} />}
    </>
  )
}
