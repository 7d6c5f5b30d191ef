import { Suspense } from "react"
import { BlogList, BlogListSkeleton } from "@/components/desk/blogs/blog-list"
import { NewBlogLink } from "@/components/desk/blogs/new-blog-link"
import { PageHeader } from "@/components/desk/shell/page-header"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import type { Actor } from "@/lib/permissions/actor"
import { isAllowed } from "@/lib/permissions/authorize"
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
  const blogs = await listBlogs(actor)
  const mayCreate = isAllowed(actor, "blog.create")
  return (
    <>
      {/* Where there is nothing yet, the list itself offers to make one. */}
      <PageHeader title={TITLE} action={mayCreate && blogs.length > 0 && <NewBlogLink />} />
      <BlogList blogs={blogs} mayCreate={mayCreate} now={Date.now()} />
    </>
  )
}
