import { excerpt } from "@/lib/content/written-text"
import type { DeskPost } from "@/lib/posts/post-schemas"

type SelectPostProps = {
  post: DeskPost
  selected: boolean
  /** `isRange`: with everything since the last choice. */
  onToggle: (postId: string, isRange: boolean) => void
}

/** Chooses one post for what is done to many. */
export function SelectPost({ post, selected, onToggle }: SelectPostProps) {
  return (
    <label
      className="-my-2 -ml-2 grid size-11 cursor-pointer place-items-center sm:-my-1.5 sm:size-8"
      title="Select (x)"
      // With Shift the browser would mark the text in between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <span className="sr-only" suppressHydrationWarning>
        {`Select “${post.title || excerpt(post.content, 60) || "Post"}”`}
      </span>
      <input
        type="checkbox"
        checked={selected}
        // The click knows of the Shift key, the change does not; Space arrives as a click too.
        onClick={(event) => onToggle(post.id, event.shiftKey)}
        onChange={() => {}}
        className="check size-4.5"
      />
    </label>
  )
}
