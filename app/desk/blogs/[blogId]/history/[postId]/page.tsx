import { z } from "zod"
import { PostHistory } from "@/components/desk/history/post-history"
import { PageHeader } from "@/components/desk/shell/page-header"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { excerpt } from "@/lib/content/written-text"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { listRevisions, requireRevision } from "@/lib/posts/history"
import { requirePost } from "@/lib/posts/read-posts"
import { orNotFound } from "../../../../found"
import { requireViewer } from "../../../../signed-in"
import { restoreRevisionAction, undoRevisionAction } from "../../actions"

export const metadata = { title: "History" }

type Props = {
  params: Promise<{ blogId: string; postId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const number = z.coerce.number().int().positive().max(2_000_000_000).optional().catch(undefined)
const querySchema = z.object({ version: number, against: number, before: number })

export default async function HistoryPage({ params, searchParams }: Props) {
  const { blogId, postId } = await params
  const person = await requireViewer(paths.deskHistory(blogId, postId))
  const query = querySchema.parse(await searchParams)
  const blog = await orNotFound(requireBlog(person, blogId))
  const post = await orNotFound(requirePost(person, blogId, postId))
  const version = query.version ?? post.revision
  const against = query.against ?? version - 1
  const [{ revisions, next }, shown, other] = await orNotFound(
    Promise.all([
      listRevisions(person, blogId, postId, { before: query.before }),
      requireRevision(person, blogId, postId, version),
      against > 0 && against !== version ? requireRevision(person, blogId, postId, against) : null,
    ]),
  )
  return (
    <>
      <PageHeader title="History" back={{ href: paths.deskBlog(blogId), label: blog.title }}>
        {post.title || excerpt(post.content, 120) || "A post without words"}
      </PageHeader>
      <PostHistory
        blog={blog}
        post={post}
        lines={revisions}
        next={next}
        shown={shown}
        against={other}
        rights={{
          edit: isAllowed(person, "post.edit", { blogId, authorId: post.authorId, state: post.state }),
        }}
        now={new Date().toISOString()}
        actions={{ restoreRevision: restoreRevisionAction, undoDeed: undoRevisionAction }}
      />
    </>
  )
}
