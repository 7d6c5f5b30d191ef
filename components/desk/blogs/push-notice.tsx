import { Notice } from "@/components/ui/notice"
import type { DeskBlog } from "@/lib/blogs/schema"

/** Says when the hosted service does not take what it is told. Readers miss nothing: their pages poll. */
export function PushNotice({ blog }: { blog: DeskBlog }) {
  if (!blog.push || blog.publisher !== "pusher") return null
  const since = new Date(blog.push.failingSince)
  const time = new Intl.DateTimeFormat(blog.language, { timeStyle: "short", timeZone: blog.timeZone }).format(since)
  return (
    <div className="mb-4">
      <Notice tone="warn" title={`Pusher: failing since ${time}, readers are polling`}>
        {blog.push.problem} We keep trying.
      </Notice>
    </div>
  )
}
