import { DoorPage } from "@/components/desk/shell/door-page"
import { ERRORS } from "@/lib/errors"

export default function InviteNotFound() {
  return (
    <DoorPage title="This invitation has passed" intro={ERRORS.invite_not_found.message}>
      {null}
    </DoorPage>
  )
}
