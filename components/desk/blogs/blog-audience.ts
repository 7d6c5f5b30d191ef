import type { Failure } from "@/components/desk/forms/result"
import type { BlogStatus, DeskBlog } from "@/lib/blogs/blog-schemas"
import type { CoverageInput } from "@/lib/posts/coverage"

/** What readers see of a blog: nothing, a preview behind a link, all of it as it happens, or a closed page. */
export type BlogAudience = "private" | "preview" | "live" | "ended"

export function blogAudience({ status, rehearsing }: Pick<DeskBlog, "status" | "rehearsing">): BlogAudience {
  if (status === "draft") return rehearsing ? "preview" : "private"
  return status
}

export type AudienceWords = {
  name: string
  /** Who sees a new post. */
  readers: string
  /** The main button of a post, while it works, and when it is done. */
  publish: string
  publishing: string
  published: string
  /** The same beside the time. */
  done: string
  variant: "live" | "preview" | "archive"
}

const REHEARSAL = {
  publish: "Add to rehearsal",
  publishing: "Adding",
  published: "Added to rehearsal",
  done: "Added to rehearsal",
  variant: "preview",
} as const

/** The one place that says what publishing means in each state: bar, buttons and messages agree. */
export const AUDIENCE_WORDS: Record<BlogAudience, AudienceWords> = {
  private: { name: "Private", readers: "Only your team sees this page.", ...REHEARSAL },
  preview: { name: "Preview", readers: "Only people with the preview link see this page.", ...REHEARSAL },
  live: {
    name: "Live",
    readers: "Readers see what you publish.",
    publish: "Publish",
    publishing: "Publishing",
    published: "Published",
    done: "Live",
    variant: "live",
  },
  ended: {
    name: "Ended",
    readers: "Coverage has ended. Pages that are open do not show new posts until they are reloaded.",
    publish: "Add to archive",
    publishing: "Adding",
    published: "Added to archive",
    done: "Added to archive",
    variant: "archive",
  },
}

/** Moves the blog to a status, and the posts with it; null: done. */
export type ChangeStatus = (status: BlogStatus, posts?: CoverageInput) => Promise<Failure | null>
