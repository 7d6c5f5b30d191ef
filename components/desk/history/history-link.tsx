import { History } from "lucide-react"
import Link from "next/link"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"

/** To all versions of a post. */
export function HistoryLink({ post }: { post: { id: string; blogId: string } }) {
  return (
    <Button asChild size="small" variant="ghost" className="max-sm:min-w-11">
      <Link href={paths.deskHistory(post.blogId, post.id)} prefetch={false}>
        <History aria-hidden />
        <span className="max-sm:sr-only">History</span>
      </Link>
    </Button>
  )
}
