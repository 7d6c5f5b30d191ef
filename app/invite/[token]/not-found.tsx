import Link from "next/link"
import { DoorPage } from "@/components/desk/shell/door-page"
import { Button } from "@/components/ui/button"
import { ERRORS } from "@/lib/errors"
import { paths } from "@/lib/paths"

export default function InviteNotFound() {
  return (
    <DoorPage title="This invitation has passed" intro={ERRORS.invite_not_found.message}>
      <Button asChild>
        <Link href={paths.login()}>Sign in</Link>
      </Button>
    </DoorPage>
  )
}
