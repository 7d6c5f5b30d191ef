import { Post } from "@/components/post/post"
import type { PublicBlog, PublicPost } from "@/lib/live/delta"
import { dayName } from "@/lib/words/times"

type Props = {
  posts: PublicPost[]
  blog: PublicBlog
  now: number
  /** Posts that came while the page was open: marked for a moment. */
  arrived: ReadonlySet<string>
}

/** The posts, newest first, along one thread; a day is named where it begins, and today only when others are shown. */
export function Timeline({ posts, blog, now, arrived }: Props) {
  const today = dayName(new Date(now).toISOString(), blog)
  const relativeTo = blog.status === "live" ? now : null
  const days = posts.map((post) => dayName(post.publishedAt, blog))
  return (
    <ol>
      {posts.map((post, index) => (
        <li
          key={post.id}
          className={`relative border-line border-l pl-5 sm:pl-7 ${arrived.has(post.id) ? "animate-arrive motion-reduce:animate-none" : ""}`}
        >
          {days[index] !== (days[index - 1] ?? today) && (
            <p className="pt-6 font-semibold text-sm" suppressHydrationWarning>
              {days[index]}
            </p>
          )}
          <div className="relative">
            <span
              aria-hidden="true"
              className={`absolute top-8 rounded-full ring-4 ring-page ${
                post.keyEvent
                  ? "-left-[calc(1.25rem+5.5px)] size-2.5 bg-accent sm:-left-[calc(1.75rem+5.5px)]"
                  : "-left-[calc(1.25rem+4.5px)] size-2 bg-line-strong sm:-left-[calc(1.75rem+4.5px)]"
              }`}
            />
            <Post post={post} blog={blog} now={relativeTo} />
          </div>
        </li>
      ))}
    </ol>
  )
}
