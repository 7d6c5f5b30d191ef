import { notFound } from "next/navigation"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import { TemplateList } from "@/components/desk/templates/template-list"
import { isAllowed } from "@/lib/auth/authorize"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { listTemplates } from "@/lib/posts/templates"
import { found } from "../../../found"
import { requirePerson } from "../../../signed-in"
import { remove, rename } from "./actions"

export const metadata = { title: "Templates" }

export default async function TemplatesPage({ params }: { params: Promise<{ blogId: string }> }) {
  const { blogId } = await params
  const person = await requirePerson(paths.deskTemplates(blogId))
  const blog = await found(requireBlog(person, blogId))
  if (!isAllowed(person, "blog.edit", { blogId })) notFound()
  return (
    <NarrowPage>
      <PageHeader title="Templates" back={{ href: paths.deskBlog(blogId), label: blog.title }}>
        What recurring updates begin with. New ones are made in the composer: “Save as template”.
      </PageHeader>
      <TemplateList
        templates={await listTemplates(person, blogId)}
        language={blog.language}
        actions={{ rename, remove }}
      />
    </NarrowPage>
  )
}
