import { deskPlace } from "@/components/desk/desk-time"
import { Notice } from "@/components/ui/notice"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { clockTime } from "@/lib/i18n/format-dates"

/** Says when the hosted service does not take what it is told. Readers miss nothing: their pages leave it meanwhile. */
export function PusherNotice({ blog }: { blog: DeskBlog }) {
  if (!blog.push || blog.publisher !== "pusher") return null
  const time = clockTime(blog.push.failingSince, deskPlace(blog))
  return (
    <div className="mb-4">
      <Notice tone="warn" title={`Pusher has failed since ${time}, readers get changes by other ways`}>
        {blog.push.problem} Open pages notice within ten seconds. We’ll keep trying.
      </Notice>
    </div>
  )
}
