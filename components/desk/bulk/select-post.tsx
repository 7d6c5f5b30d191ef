import { excerpt } from "@/lib/content/plain-text"
import type { DeskPost } from "@/lib/posts/schema"
import type { Selection } from "./use-selection"

/** Chooses one update for what is done to many. */
export function SelectPost({ post, selection }: { post: DeskPost; selection: Selection }) {
  return (
    <label
      className="-my-2 -ml-2 grid size-11 cursor-pointer place-items-center sm:-my-1.5 sm:size-8"
      title="Select (x)"
      // With Shift the browser would mark the text in between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <span className="sr-only">{`Select “${post.title || excerpt(post.content, 60) || "Update"}”`}</span>
      <input
        type="checkbox"
        checked={selection.has(post.id)}
        // The click knows of the Shift key, the change does not; Space arrives as a click too.
        onClick={(event) => selection.toggle(post.id, event.shiftKey)}
        onChange={() => {}}
        className="size-4.5 accent-accent"
      />
    </label>
  )
}
