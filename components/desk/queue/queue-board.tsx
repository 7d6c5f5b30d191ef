import { Checkbox } from "@/components/ui/choice"
import { Loading } from "@/components/ui/skeleton"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Queue } from "@/lib/posts/read-queue"
import { postRights, type Viewer } from "../timeline/post-rights"
import type { PostViewProps } from "../timeline/post-view"
import { QueueItem } from "./queue-item"
import { setQueueSound, useQueueSound } from "./queue-sound"

type QueueBoardProps = {
  queue: Queue | null
  viewer: Viewer
  timeZone: string
  now: string
  onEdit: (post: DeskPost) => void
  onChange: (post: DeskPost, ...input: Parameters<PostViewProps["onChange"]>) => ReturnType<PostViewProps["onChange"]>
}

const LISTS = [
  { key: "submitted", title: "For approval", empty: "Nothing waits for approval.", edge: "border-s-warn" },
  { key: "scheduled", title: "Scheduled", empty: "Nothing scheduled.", edge: "border-s-accent" },
  { key: "drafts", title: "Drafts", empty: "No drafts.", edge: "border-s-line-strong" },
] as const satisfies readonly { key: keyof Queue; title: string; empty: string; edge: string }[]

/** What is not out yet, in three lists that no feed can bury. */
export function QueueBoard({ queue, viewer, timeZone, now, onEdit, onChange }: QueueBoardProps) {
  const sound = useQueueSound()
  if (!queue) return <Loading what="the queue" />
  return (
    <div className="grid gap-5">
      {LISTS.map(({ key, title, empty, edge }) => (
        <section key={key} aria-label={title}>
          <h3 className="flex items-center gap-2 pb-1.5 font-semibold text-ink text-sm">
            {title}
            {queue[key].length > 0 && (
              <span className="rounded-full bg-sunken px-1.5 font-medium text-ink-soft text-xs tabular-nums">
                {queue[key].length}
              </span>
            )}
          </h3>
          {queue[key].length === 0 && <p className="text-ink-faint text-sm">{empty}</p>}
          <ul className="grid gap-1.5">
            {queue[key].map((post) => (
              <QueueItem
                key={post.id}
                post={post}
                timeZone={timeZone}
                now={now}
                rights={postRights(viewer, post)}
                edge={edge}
                onEdit={() => onEdit(post)}
                onChange={(input) => onChange(post, input)}
              />
            ))}
          </ul>
        </section>
      ))}
      <Checkbox
        label="Sound for new submissions"
        checked={sound}
        onChange={(event) => setQueueSound(event.currentTarget.checked)}
      />
    </div>
  )
}
