import { notFound } from "next/navigation"
import { BlogTabs } from "@/components/desk/blogs/blog-tabs"
import { NarrowPage, PageHeader, Section } from "@/components/desk/shell/page-header"
import { AddSource } from "@/components/desk/sources/add-source"
import { SourceList } from "@/components/desk/sources/source-list"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { listSources } from "@/lib/receivers/sources"
import { orNotFound } from "../../../../found"
import { requireViewer } from "../../../../signed-in"
import {
  connectSourceAction,
  createSourceAction,
  deleteSourceAction,
  editSourceAction,
  testSourceAction,
} from "./actions"

export const metadata = { title: "Sources" }

export default async function SourcesPage({ params }: { params: Promise<{ blogId: string }> }) {
  const { blogId } = await params
  const person = await requireViewer(paths.deskBlogSources(blogId))
  const blog = await orNotFound(requireBlog(person, blogId))
  if (!isAllowed(person, "blog.edit", { blogId })) notFound()
  const sources = await listSources(person, blogId)
  return (
    <NarrowPage>
      <PageHeader title="Settings" back={{ href: paths.deskBlog(blogId), label: blog.title }} />
      <BlogTabs blogId={blogId} />
      <div>
        <Section title="Sources" hint="Reporters post from the app they already use. Edits follow.">
          <SourceList
            blogId={blogId}
            sources={sources}
            now={Date.now()}
            actions={{
              edit: editSourceAction,
              remove: deleteSourceAction,
              connect: connectSourceAction,
              test: testSourceAction,
            }}
          />
        </Section>
        <Section title="Add source">
          <AddSource blogId={blogId} create={createSourceAction} />
        </Section>
      </div>
    </NarrowPage>
  )
}
