import { Plus } from "lucide-react"
import Link from "next/link"
import { Suspense } from "react"
import { BlogList, BlogListSkeleton } from "@/components/desk/blogs/blog-list"
import { PageHeader } from "@/components/desk/shell/page-header"
import { Button } from "@/components/ui/button"
import type { Actor } from "@/lib/auth/actor"
import { isAllowed } from "@/lib/auth/authorize"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { requirePerson } from "./signed-in"

export const metadata = { title: "Live blogs" }

export default async function DeskPage() {
  const person = await requirePerson(paths.desk())
  const mayCreate = isAllowed(person, "blog.create")
  return (
    <div className="group">
      <PageHeader
        title="Live blogs"
        action={
          mayCreate && (
            // Where there is nothing yet, the list offers it itself.
            <Button asChild variant="primary" className="group-has-[[data-empty]]:hidden">
              <Link href={paths.deskNewBlog()}>
                <Plus aria-hidden />
                New live blog
              </Link>
            </Button>
          )
        }
      />
      <Suspense fallback={<BlogListSkeleton />}>
        <Blogs actor={person} mayCreate={mayCreate} />
      </Suspense>
    </div>
  )
}

async function Blogs({ actor, mayCreate }: { actor: Actor; mayCreate: boolean }) {
  return <BlogList blogs={await listBlogs(actor)} mayCreate={mayCreate} now={Date.now()} />
}
