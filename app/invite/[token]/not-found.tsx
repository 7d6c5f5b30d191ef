import Link from "next/link"
import { DoorPage } from "@/components/desk/shell/door-page"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"

export default function InviteNotFound() {
  return (
    <DoorPage
      title="This invitation has passed"
      intro="Ask whoever sent it for a new one. If you made your account with it, sign in."
    >
      <Button asChild className="w-full">
        <Link href={paths.login()}>Sign in</Link>
      </Button>
    </DoorPage>
  )
}
