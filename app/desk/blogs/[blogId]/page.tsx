import type { Metadata } from "next"
import { BlogDesk } from "@/components/desk/blog-desk"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { listPosts } from "@/lib/posts/read-posts"
import { found } from "../../found"
import { getPerson, requirePerson, toViewer } from "../../signed-in"
import { editBlog } from "../actions"
import { createPost, deletePost, editPost, restorePost } from "./actions"

type Props = { params: Promise<{ blogId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ blogId }, person] = [await params, await getPerson()]
  return person ? { title: (await found(requireBlog(person, blogId))).title } : {}
}

export default async function BlogDeskPage({ params }: Props) {
  const { blogId } = await params
  const person = await requirePerson(paths.deskBlog(blogId))
  const blog = await found(requireBlog(person, blogId))
  const page = await listPosts(person, blogId)
  return (
    <BlogDesk
      key={blogId}
      initial={{ blog, ...page }}
      viewer={toViewer(person)}
      now={new Date().toISOString()}
      actions={{ createPost, editPost, deletePost, restorePost, editBlog }}
    />
  )
}
