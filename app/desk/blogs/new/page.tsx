import { notFound } from "next/navigation"
import { BlogForm } from "@/components/desk/blogs/blog-form"
import { listPlaces } from "@/components/desk/blogs/places"
import { NarrowPage, PageHeader } from "@/components/desk/shell/page-header"
import { isAllowed } from "@/lib/auth/authorize"
import { offeredPublishers } from "@/lib/live/offered-publishers"
import { paths } from "@/lib/paths"
import { requirePerson } from "../../signed-in"
import { createBlog, editBlog } from "../actions"

export const metadata = { title: "New live blog" }

export default async function NewBlogPage() {
  const person = await requirePerson(paths.deskNewBlog())
  if (!isAllowed(person, "blog.create")) notFound()
  return (
    <NarrowPage>
      <PageHeader title="New live blog" back={{ href: paths.desk(), label: "Live blogs" }} />
      <BlogForm
        blog={null}
        places={listPlaces(null)}
        publishers={offeredPublishers(null)}
        createBlog={createBlog}
        editBlog={editBlog}
      />
    </NarrowPage>
  )
}
