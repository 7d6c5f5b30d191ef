import { AtSign, KeyRound, LogOut, MoreHorizontal, Pencil, ShieldOff, UserCheck, UserX } from "lucide-react"
import { Button } from "@/components/ui/button"
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu"
import type { Person } from "@/lib/auth/people"
import type { PersonDialog } from "./person-dialogs"

type PersonMenuProps = {
  person: Person
  disabled: boolean
  onOpen: (dialog: PersonDialog) => void
  onEnable: () => void
}

/** What an admin can do about a person's account. */
export function PersonMenu({
  person: { name, disabled: deactivated, sessions, twoFactor },
  disabled,
  onOpen,
  onEnable,
}: PersonMenuProps) {
  return (
    <DropdownMenu
      label={`Actions for ${name}`}
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`} disabled={disabled}>
          <MoreHorizontal aria-hidden />
        </Button>
      }
    >
      {!deactivated && (
        <DropdownMenuItem onSelect={() => onOpen("reset")}>
          <KeyRound aria-hidden />
          Reset password
        </DropdownMenuItem>
      )}
      <DropdownMenuItem onSelect={() => onOpen("rename")}>
        <Pencil aria-hidden />
        Rename
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onOpen("email")}>
        <AtSign aria-hidden />
        Change email
      </DropdownMenuItem>
      {twoFactor && (
        <DropdownMenuItem onSelect={() => onOpen("two-factor")}>
          <ShieldOff aria-hidden />
          Reset two-step sign-in
        </DropdownMenuItem>
      )}
      <DropdownMenuItem disabled={sessions === 0} onSelect={() => onOpen("sign-out")}>
        <LogOut aria-hidden />
        Sign out of all devices
      </DropdownMenuItem>
      {deactivated ? (
        <DropdownMenuItem onSelect={onEnable}>
          <UserCheck aria-hidden />
          Restore access
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem danger onSelect={() => onOpen("deactivate")}>
          <UserX aria-hidden />
          Deactivate
        </DropdownMenuItem>
      )}
    </DropdownMenu>
  )
}
