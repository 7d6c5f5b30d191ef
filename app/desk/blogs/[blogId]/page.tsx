import type { Metadata } from "next"
import { BlogDesk } from "@/components/desk/blog-desk"
import { toSearch } from "@/components/desk/timeline/search"
import { roleOn } from "@/lib/auth/authorize"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { getOwnPortrait } from "@/lib/media/own-portrait"
import { paths } from "@/lib/paths"
import { countQueue } from "@/lib/posts/count-queue"
import { deskSearchSchema } from "@/lib/posts/desk-search"
import { listPins } from "@/lib/posts/order-pins"
import { listPosts } from "@/lib/posts/read-posts"
import { listTemplates } from "@/lib/posts/templates"
import { found } from "../../found"
import { getPerson, requirePerson, toViewer } from "../../signed-in"
import { editBlog, endRehearsal, startRehearsal } from "../actions"
import {
  changePosts,
  createPost,
  deletePost,
  editPost,
  orderPins,
  readRevision,
  restorePost,
  saveTemplate,
  undoDeed,
  undoGroup,
} from "./actions"

type Props = {
  params: Promise<{ blogId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ blogId }, person] = [await params, await getPerson()]
  return person ? { title: (await found(requireBlog(person, blogId))).title } : {}
}

export default async function BlogDeskPage({ params, searchParams }: Props) {
  const { blogId } = await params
  const search = deskSearchSchema.parse(await searchParams)
  const person = await requirePerson(paths.deskBlog(blogId))
  const blog = await found(requireBlog(person, blogId))
  const [page, counts, pins, templates, picture] = await Promise.all([
    listPosts(person, blogId, { state: search.state, search }),
    countQueue(person, blogId),
    listPins(person, blogId),
    listTemplates(person, blogId),
    getOwnPortrait(person),
  ])
  return (
    <BlogDesk
      key={`${blogId} ${person.id}`}
      initial={{ blog, ...page, counts, pins, role: roleOn(person, blogId) }}
      search={toSearch(search)}
      templates={templates}
      byline={{ name: person.name, picture }}
      viewer={toViewer(person, blogId)}
      now={new Date().toISOString()}
      actions={{
        ...{ createPost, editPost, deletePost, restorePost, orderPins, saveTemplate, editBlog },
        ...{ startRehearsal, endRehearsal },
        ...{ undoDeed, undoGroup, changePosts, readRevision },
      }}
    />
  )
}
