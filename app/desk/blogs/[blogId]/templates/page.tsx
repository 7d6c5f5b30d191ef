import { notFound } from "next/navigation"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import { TemplateList } from "@/components/desk/templates/template-list"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { listTemplates } from "@/lib/posts/templates"
import { orNotFound } from "../../../found"
import { requireViewer } from "../../../signed-in"
import { deleteTemplateAction, renameTemplateAction } from "./actions"

export const metadata = { title: "Templates" }

export default async function TemplatesPage({ params }: { params: Promise<{ blogId: string }> }) {
  const { blogId } = await params
  const person = await requireViewer(paths.deskTemplates(blogId))
  const blog = await orNotFound(requireBlog(person, blogId))
  if (!isAllowed(person, "blog.edit", { blogId })) notFound()
  return (
    <NarrowPage>
      <PageHeader title="Templates" back={{ href: paths.deskBlog(blogId), label: blog.title }}>
        Starting points for posts you write often. To create one, use “Save as template” in the composer.
      </PageHeader>
      <TemplateList
        templates={await listTemplates(person, blogId)}
        language={blog.language}
        actions={{ rename: renameTemplateAction, remove: deleteTemplateAction }}
      />
    </NarrowPage>
  )
}
