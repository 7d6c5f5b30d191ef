import { Badge, type BadgeTone } from "@/components/ui/badge"
import type { BlogStatus } from "@/lib/blogs/blog-schemas"
import { AUDIENCE_WORDS, type BlogAudience, blogAudience } from "./blog-audience"

const TONES: Record<BlogAudience, BadgeTone> = {
  private: "neutral",
  preview: "preview",
  live: "live",
  ended: "neutral",
}

/** What readers see of a blog, in a word. */
export function StatusBadge({ status, rehearsing = false }: { status: BlogStatus; rehearsing?: boolean }) {
  const state = blogAudience({ status, rehearsing })
  return (
    <Badge tone={TONES[state]}>
      {state === "live" && <span aria-hidden className="size-1.5 animate-pulse-ring rounded-full bg-current" />}
      {AUDIENCE_WORDS[state].name}
    </Badge>
  )
}
