import { BlogTabs } from "@/components/desk/blogs/blog-tabs"
import { PageHeader } from "@/components/desk/shell/page-header"
import { TeamRow } from "@/components/desk/team/team-row"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { listTeam } from "@/lib/blogs/team"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { orNotFound } from "../../../../found"
import { requireViewer } from "../../../../signed-in"
import { changeTeamRoleAction } from "./actions"

export const metadata = { title: "Team" }

export default async function TeamPage({ params }: { params: Promise<{ blogId: string }> }) {
  const { blogId } = await params
  const person = await requireViewer(paths.deskBlogTeam(blogId))
  const [blog, team] = await orNotFound(Promise.all([requireBlog(person, blogId), listTeam(person, blogId)]))
  const mayChange = isAllowed(person, "team.manage", { blogId })
  return (
    <>
      <PageHeader title="Settings" back={{ href: paths.deskBlog(blogId), label: blog.title }} />
      <BlogTabs blogId={blogId} />
      <p className="mb-4 max-w-prose text-ink-soft text-sm">
        What each person may do on this live blog. Who has no role of their own here has the one that they have
        everywhere.
        {!mayChange && " An admin can change it."}
      </p>
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {team.map((member) => (
          <TeamRow
            key={member.id}
            member={member}
            blogId={blogId}
            isSelf={member.id === person.id}
            change={mayChange ? changeTeamRoleAction : null}
          />
        ))}
      </ul>
    </>
  )
}
