import { notFound } from "next/navigation"
import { BlogForm } from "@/components/desk/blogs/blog-form"
import { listTimeZones } from "@/components/desk/blogs/time-zones"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { offeredPublishers } from "@/lib/realtime/publisher-options"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { requireViewer } from "../../signed-in"
import { createBlogAction, editBlogAction } from "../actions"

export const metadata = { title: "New live blog" }

export default async function NewBlogPage() {
  const person = await requireViewer(paths.deskNewBlog())
  if (!isAllowed(person, "blog.create")) notFound()
  const { language, timeZone } = await getSiteSettings()
  const defaults = { language, timeZone }
  return (
    <NarrowPage>
      <PageHeader title="New live blog" back={{ href: paths.desk(), label: "Live blogs" }} />
      <BlogForm
        blog={null}
        places={listTimeZones(defaults)}
        defaults={defaults}
        publishers={offeredPublishers(null)}
        createBlog={createBlogAction}
        editBlog={editBlogAction}
      />
    </NarrowPage>
  )
}
