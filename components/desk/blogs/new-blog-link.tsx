import { Plus } from "lucide-react"
import Link from "next/link"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"

export function NewBlogLink() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.deskNewBlog()}>
        <Plus aria-hidden />
        New live blog
      </Link>
    </Button>
  )
}
