import { notFound } from "next/navigation"
import { BlogForm } from "@/components/desk/blogs/blog-form"
import { BlogLifeSection } from "@/components/desk/blogs/blog-life-section"
import { BlogTabs } from "@/components/desk/blogs/blog-tabs"
import { EmbedCodeSection, type EmbedSnippet } from "@/components/desk/blogs/embed-code-section"
import { listTimeZones } from "@/components/desk/blogs/time-zones"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { toEmbedElement, toEmbedFrame } from "@/lib/feeds/embed-snippets"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { offeredPublishers } from "@/lib/realtime/publisher-options"
import { absoluteUrl } from "@/lib/site"
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
      <EmbedCodeSection codes={blog.embedHosts.length > 0 ? embedCodes(blog) : []} />
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

function embedCodes({ slug, title }: DeskBlog): EmbedSnippet[] {
  const address = absoluteUrl(paths.blog(slug))
  const script = absoluteUrl(paths.embedScript())
  return [
    {
      name: "Web component",
      hint: "Best choice: as high as its content, and nothing on the page jumps.",
      text: toEmbedElement({ address, title, script }),
    },
    {
      name: "iframe",
      hint: "For sites that allow no scripts. It has a fixed height and scrolls.",
      text: toEmbedFrame({ address: absoluteUrl(paths.embed(slug)), title }),
    },
    { name: "WordPress", hint: "Paste this address on a line of its own in the post.", text: address },
  ]
}
