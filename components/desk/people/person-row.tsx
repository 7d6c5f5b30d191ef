"use client"

import { LogOut, MoreHorizontal, UserCheck, UserX } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Ago } from "@/components/desk/desk-time"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu"
import { Select } from "@/components/ui/select"
import type { Person } from "@/lib/auth/people"
import { ROLE_LABELS, ROLES } from "@/lib/permissions/roles"
import { FailureNotice } from "../forms/failure-notice"
import { attempt, type Failure, type Result } from "../forms/result"
import type { PeopleActions } from "./people-actions"
import { SignInLock } from "./sign-in-lock"

type PersonRowProps = { person: Person; isSelf: boolean; now: number; actions: PeopleActions }

/** Somebody with an account, and what an admin can do about it. */
export function PersonRow({ person, isSelf, now, actions }: PersonRowProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asking, setAsking] = useState(false)
  const { id: userId, name, email, role, disabled, sessions, lastSeenAt, lockedUntil } = person

  const run = (call: () => Promise<Result<null>>, done: string) =>
    start(async () => {
      const result = await attempt(call)
      setAsking(false)
      setFailure(result.ok ? null : result.error)
      if (!result.ok) return
      toast(done)
      router.refresh()
    })
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium text-ink">{name}</span>
            {isSelf && <Badge>You</Badge>}
            {disabled && <Badge tone="danger">Disabled</Badge>}
          </p>
          <p className="truncate text-ink-faint text-meta">
            {email}
            {" · "}
            {lastSeenAt ? (
              <>
                seen <Ago iso={lastSeenAt} now={now} />
              </>
            ) : (
              "signed out"
            )}
          </p>
        </div>
        {lockedUntil && (
          <SignInLock
            name={name}
            until={lockedUntil}
            pending={pending}
            onUnlock={() => run(() => actions.unlock({ userId }), `${name} can sign in again`)}
          />
        )}
        <Select
          aria-label={`Role of ${name}`}
          value={role}
          disabled={pending}
          className="w-38 max-sm:flex-1"
          onChange={(event) => {
            const next = ROLES.find((each) => each === event.currentTarget.value) ?? role
            run(
              () => actions.changeRole({ userId, role: next }),
              `${name} is now ${ROLE_LABELS[next].name.toLowerCase()}`,
            )
          }}
        >
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {ROLE_LABELS[each].name}
            </option>
          ))}
        </Select>
        <DropdownMenu
          label={`Actions for ${name}`}
          trigger={
            <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`} disabled={pending}>
              <MoreHorizontal aria-hidden />
            </Button>
          }
        >
          <DropdownMenuItem
            disabled={sessions === 0}
            onSelect={() => run(() => actions.endSessions({ userId }), `${name} is signed out everywhere`)}
          >
            <LogOut aria-hidden />
            {sessions === 1 ? "End 1 session" : `End ${sessions} sessions`}
          </DropdownMenuItem>
          {disabled ? (
            <DropdownMenuItem onSelect={() => run(() => actions.enable({ userId }), `${name} can sign in again`)}>
              <UserCheck aria-hidden />
              Let in again
            </DropdownMenuItem>
          ) : (
            <DropdownMenuItem danger onSelect={() => setAsking(true)}>
              <UserX aria-hidden />
              Disable
            </DropdownMenuItem>
          )}
        </DropdownMenu>
      </div>
      {failure && (
        <div className="mt-2">
          <FailureNotice failure={failure} />
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Disable ${name}?`}
        description="They are signed out at once and cannot sign in. What they wrote stays. You can let them in again."
        confirm="Disable"
        danger
        busy={pending}
        onConfirm={() => run(() => actions.disable({ userId }), `${name} is locked out`)}
      />
    </li>
  )
}
