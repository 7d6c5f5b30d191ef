import { History } from "lucide-react"
import Link from "next/link"
import { SHORTCUTS } from "@/components/desk/keys/shortcuts"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"

type HistoryLinkProps = {
  post: { id: string; blogId: string }
  /** Its picture alone, as in a row. */
  compact?: boolean
}

/** To all versions of a post. */
export function HistoryLink({ post, compact = false }: HistoryLinkProps) {
  return (
    <Button
      asChild
      size="small"
      variant="ghost"
      title={compact ? "History" : undefined}
      className={compact ? "sm:size-8 sm:px-0" : "max-sm:min-w-11"}
    >
      <Link
        href={paths.deskHistory(post.blogId, post.id)}
        prefetch={false}
        data-action="history"
        aria-keyshortcuts={SHORTCUTS.history.key}
      >
        <History aria-hidden />
        <span className={compact ? "sr-only" : "max-sm:sr-only"}>History</span>
      </Link>
    </Button>
  )
}
