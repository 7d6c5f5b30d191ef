import type { Metadata } from "next"
import { BlogDesk } from "@/components/desk/blog-desk"
import { toSearch } from "@/components/desk/timeline/search-state"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { getOwnPortrait } from "@/lib/media/own-portrait"
import { paths } from "@/lib/paths"
import { roleOn } from "@/lib/permissions/authorize"
import { deskSearchSchema } from "@/lib/posts/desk-search"
import { listPins } from "@/lib/posts/order-pins"
import { countQueue, listPosts } from "@/lib/posts/read-posts"

import { listTemplates } from "@/lib/posts/templates"
import { orNotFound } from "../../found"
import { getViewer, requireViewer, toViewer } from "../../signed-in"
import { createPreviewLinkAction, editBlogAction, revokePreviewLinkAction } from "../actions"
import {
  bulkEditAction,
  createPostAction,
  deletePostAction,
  editPostAction,
  orderPinsAction,
  readRevisionAction,
  restorePostAction,
  saveTemplateAction,
  undoGroupAction,
  undoRevisionAction,
} from "./actions"

type Props = {
  params: Promise<{ blogId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ blogId }, person] = [await params, await getViewer()]
  return person ? { title: (await orNotFound(requireBlog(person, blogId))).title } : {}
}

export default async function BlogDeskPage({ params, searchParams }: Props) {
  const { blogId } = await params
  const search = deskSearchSchema.parse(await searchParams)
  const person = await requireViewer(paths.deskBlog(blogId))
  const blog = await orNotFound(requireBlog(person, blogId))
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
        ...{
          createPost: createPostAction,
          editPost: editPostAction,
          deletePost: deletePostAction,
          restorePost: restorePostAction,
          orderPins: orderPinsAction,
          saveTemplate: saveTemplateAction,
          editBlog: editBlogAction,
        },
        ...{ startRehearsal: createPreviewLinkAction, endRehearsal: revokePreviewLinkAction },
        ...{
          undoDeed: undoRevisionAction,
          undoGroup: undoGroupAction,
          changePosts: bulkEditAction,
          readRevision: readRevisionAction,
        },
      }}
    />
  )
}
