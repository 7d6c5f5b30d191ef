import { notFound } from "next/navigation"
import { BlogForm } from "@/components/desk/blogs/blog-form"
import { BlogLifeSection } from "@/components/desk/blogs/blog-life-section"
import { BlogTabs } from "@/components/desk/blogs/blog-tabs"
import { listTimeZones } from "@/components/desk/blogs/time-zones"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { offeredPublishers } from "@/lib/realtime/publisher-options"
import { orNotFound } from "../../../found"
import { requireViewer } from "../../../signed-in"
import {
  archiveBlogAction,
  createBlogAction,
  deleteBlogAction,
  duplicateBlogAction,
  editBlogAction,
} from "../../actions"

export const metadata = { title: "Settings" }

export default async function BlogSettingsPage({ params }: { params: Promise<{ blogId: string }> }) {
  const { blogId } = await params
  const person = await requireViewer(paths.deskBlogSettings(blogId))
  const blog = await orNotFound(requireBlog(person, blogId))
  if (!isAllowed(person, "blog.edit", { blogId })) notFound()
  return (
    <NarrowPage>
      <PageHeader title="Settings" back={{ href: paths.deskBlog(blogId), label: blog.title }} />
      <BlogTabs blogId={blogId} />
      <BlogForm
        blog={blog}
        places={listTimeZones(blog)}
        publishers={offeredPublishers(blog.publisher)}
        createBlog={createBlogAction}
        editBlog={editBlogAction}
      />
      <BlogLifeSection
        blog={blog}
        actions={{
          duplicate: duplicateBlogAction,
          archive: archiveBlogAction,
          remove: deleteBlogAction,
          editBlog: editBlogAction,
        }}
      />
    </NarrowPage>
  )
}
