import { Badge } from "@/components/ui/badge"
import type { BlogStatus } from "@/lib/blogs/blog-schemas"

export function StatusBadge({ status }: { status: BlogStatus }) {
  if (status === "draft") return <Badge tone="warn">Not public yet</Badge>
  if (status === "ended") return <Badge>Ended</Badge>
  return (
    <Badge tone="live">
      <span aria-hidden className="size-1.5 animate-pulse-ring rounded-full bg-current" />
      Live
    </Badge>
  )
}
