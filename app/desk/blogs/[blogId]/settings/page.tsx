import { notFound } from "next/navigation"
import { BlogForm } from "@/components/desk/blogs/blog-form"
import { BlogTabs } from "@/components/desk/blogs/blog-tabs"
import { listPlaces } from "@/components/desk/blogs/places"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import { isAllowed } from "@/lib/auth/authorize"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { offeredPublishers } from "@/lib/live/offered-publishers"
import { paths } from "@/lib/paths"
import { found } from "../../../found"
import { requirePerson } from "../../../signed-in"
import { createBlog, editBlog } from "../../actions"

export const metadata = { title: "Settings" }

export default async function BlogSettingsPage({ params }: { params: Promise<{ blogId: string }> }) {
  const { blogId } = await params
  const person = await requirePerson(paths.deskBlogSettings(blogId))
  const blog = await found(requireBlog(person, blogId))
  if (!isAllowed(person, "blog.edit", { blogId })) notFound()
  return (
    <NarrowPage>
      <PageHeader title="Settings" back={{ href: paths.deskBlog(blogId), label: blog.title }} />
      <BlogTabs blogId={blogId} />
      <BlogForm
        blog={blog}
        places={listPlaces(blog)}
        publishers={offeredPublishers(blog.publisher)}
        createBlog={createBlog}
        editBlog={editBlog}
      />
    </NarrowPage>
  )
}
