import { Notice } from "@/components/ui/notice"
import type { DeskBlog } from "@/lib/blogs/schema"
import { clockTime } from "@/lib/words/times"
import { deskPlace } from "../times"

/** Says when the hosted service does not take what it is told. Readers miss nothing: their pages poll. */
export function PushNotice({ blog }: { blog: DeskBlog }) {
  if (!blog.push || blog.publisher !== "pusher") return null
  const time = clockTime(blog.push.failingSince, deskPlace(blog))
  return (
    <div className="mb-4">
      <Notice tone="warn" title={`Pusher: failing since ${time}, readers are polling`}>
        {blog.push.problem} We keep trying.
      </Notice>
    </div>
  )
}
