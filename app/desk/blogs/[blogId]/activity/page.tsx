import { notFound } from "next/navigation"
import { ActivityLog } from "@/components/desk/activity/activity-log"
import { PageHeader } from "@/components/desk/shell/page-header"
import { auditQuerySchema, listAuditEvents, listAuditFilters } from "@/lib/audit/read-audit-log"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { orNotFound } from "../../../found"
import { requireViewer } from "../../../signed-in"

export const metadata = { title: "Activity" }

type Props = {
  params: Promise<{ blogId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const { blogId } = await params
  const person = await requireViewer(paths.deskActivity(blogId))
  const blog = await orNotFound(requireBlog(person, blogId))
  if (!isAllowed(person, "activity.read", { blogId })) notFound()
  // A form sends its empty fields too; a query that makes no sense asks for everything.
  const given = Object.entries(await searchParams).filter(([, value]) => value !== "")
  const query = auditQuerySchema.safeParse(Object.fromEntries(given)).data ?? {}
  const [page, choices] = await Promise.all([listAuditEvents(person, blogId, query), listAuditFilters(person, blogId)])
  return (
    <>
      <PageHeader title="Activity" back={{ href: paths.deskBlog(blogId), label: blog.title }}>
        A permanent record of every change.
      </PageHeader>
      <ActivityLog blog={blog} query={query} choices={choices} {...page} now={new Date().toISOString()} />
    </>
  )
}
