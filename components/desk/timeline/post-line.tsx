import { ChevronRight, Pin, Star } from "lucide-react"
import type { ReactNode } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { Badge } from "@/components/ui/badge"
import { cx } from "@/components/ui/cx"
import { documentPictures } from "@/lib/content/pictures"
import { excerpt } from "@/lib/content/written-text"
import { paths } from "@/lib/paths"
import type { PostState } from "@/lib/permissions/post-policy"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { imageWidths } from "@/lib/protocol/image-widths"
import { POST_STATE_BADGES } from "./post-states"

/** The edge at the left; the badge says the same in words. */
const EDGES: Record<PostState, string> = {
  published: "border-s-live",
  scheduled: "border-s-accent",
  submitted: "border-s-warn",
  draft: "border-s-line-strong",
  hidden: "border-s-line-strong",
  deleted: "border-s-danger",
}

type PostLineProps = {
  post: DeskPost
  blog: { timeZone: string }
  now: string
  select?: ReactNode
  actions: ReactNode
  onOpen: () => void
}

/** A post in one line: when, in which state, its headline or first words, a picture, by whom. */
export function PostLine({ post, blog, now, select, actions, onOpen }: PostLineProps) {
  const at = post.state === "scheduled" && post.publishAt ? post.publishAt : (post.publishedAt ?? post.createdAt)
  const badge = POST_STATE_BADGES[post.state]
  const words = excerpt(post.content, 160)
  return (
    <div
      className={cx(
        "group/row relative flex min-h-11 items-center gap-2.5 border-line border-b border-s-3 bg-surface ps-2.5 pe-2 hover:bg-sunken",
        EDGES[post.state],
        post.state === "deleted" && "opacity-75",
      )}
    >
      {select && <span className="relative z-10">{select}</span>}
      <span className="w-11 shrink-0 text-ink-soft text-sm">
        <DeskTime iso={at} timeZone={blog.timeZone} today={now} />
      </span>
      {badge && <Badge tone={badge.tone}>{badge.label}</Badge>}
      {post.alertMinutes > 0 && <Badge tone="live">Breaking</Badge>}
      {post.keyEvent && (
        <span className="shrink-0 text-accent" title="Key event">
          <Star aria-hidden className="size-3.5 fill-current" />
          <span className="sr-only">Key event</span>
        </span>
      )}
      {post.pinnedAt && (
        <span className="shrink-0 text-accent" title="Pinned">
          <Pin aria-hidden className="size-3.5 fill-current" />
          <span className="sr-only">Pinned</span>
        </span>
      )}
      <button
        type="button"
        aria-expanded={false}
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-2 self-stretch text-left text-ink text-sm outline-offset-[-2px] after:absolute after:inset-0"
      >
        {/* Without spaces, the browser may end the words elsewhere than the server. */}
        <span className="min-w-0 truncate" suppressHydrationWarning>
          {post.title ? (
            <>
              <span className="font-semibold">{post.title}</span>
              {words && (
                <span className="ms-2 text-ink-soft" suppressHydrationWarning>
                  {words}
                </span>
              )}
            </>
          ) : (
            words || <span className="text-ink-faint italic">{emptyLine(post)}</span>
          )}
        </span>
      </button>
      <Thumbnail post={post} />
      {post.editedAt && (
        <span className="shrink-0 text-ink-faint text-meta max-sm:hidden">
          edited <DeskTime iso={post.editedAt} timeZone={blog.timeZone} today={post.publishedAt ?? now} />
        </span>
      )}
      <span className="w-28 shrink-0 truncate text-right text-ink-faint text-sm max-sm:hidden">
        {post.authors.map(({ name }) => name).join(", ")}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint sm:hidden" />
      <div className="absolute inset-y-0 end-0 z-10 flex items-center gap-0.5 bg-linear-to-l from-80% from-sunken to-transparent ps-8 pe-1.5 opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 group-focus/post:opacity-100 max-sm:hidden">
        {actions}
      </div>
    </div>
  )
}

function Thumbnail({ post }: { post: DeskPost }) {
  const [first, ...others] = documentPictures(post.content)
  if (!first) return null
  const { mediaId, width } = first.attrs
  return (
    <span className="relative shrink-0">
      <img
        src={paths.media(mediaId, imageWidths(width)[0] ?? width, "webp")}
        alt=""
        loading="lazy"
        className="h-8 w-11 rounded-sm bg-sunken object-cover"
      />
      {others.length > 0 && (
        <span className="absolute end-0 bottom-0 rounded-tl-sm bg-ink/80 px-1 text-[0.6875rem] text-page leading-4">
          {others.length + 1}
        </span>
      )}
    </span>
  )
}

/** What a post without words has. */
function emptyLine({ content }: DeskPost): string {
  const [first] = content.content
  if (!first) return "Nothing written yet"
  if (first.type === "image" || first.type === "gallery") return "Photo"
  return first.type === "embed" ? "Embed" : "No text"
}
