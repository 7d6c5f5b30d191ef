"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Ago } from "@/components/desk/desk-time"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Select } from "@/components/ui/select"
import type { Person } from "@/lib/auth/people"
import { ROLE_LABELS, ROLES } from "@/lib/permissions/roles"
import { FailureNotice } from "../forms/failure-notice"
import { attempt, type Failure, type Result } from "../forms/result"
import type { PeopleActions } from "./people-actions"
import {
  DeactivateDialog,
  EmailDialog,
  type PersonDialog,
  RenameDialog,
  ResetDialog,
  ResetTwoFactorDialog,
  SignOutDialog,
} from "./person-dialogs"
import { PersonMenu } from "./person-menu"
import { SignInLock } from "./sign-in-lock"

type PersonRowProps = { person: Person; heirs: Person[]; isSelf: boolean; now: number; actions: PeopleActions }

/** Somebody with an account, and what an admin can do about it. */
export function PersonRow({ person, heirs, isSelf, now, actions }: PersonRowProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [dialog, setDialog] = useState<PersonDialog | null>(null)
  const parts = { person, actions, onClose: () => setDialog(null) }
  const { id: userId, name, email, role, disabled, lastSeenAt, lockedUntil, resetUntil } = person

  const run = (call: () => Promise<Result<null>>, done: string) =>
    start(async () => {
      const result = await attempt(call)
      setDialog(null)
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
            {disabled && <Badge tone="danger">Deactivated</Badge>}
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
        {resetUntil && (
          <p className="flex items-center gap-2 text-ink-soft text-meta">
            Reset link open
            <Button
              size="small"
              disabled={pending}
              onClick={() => run(() => actions.revokeReset({ userId }), `Reset link of ${name} revoked`)}
            >
              Revoke
              <span className="sr-only">{` the reset link of ${name}`}</span>
            </Button>
          </p>
        )}
        <PersonMenu
          person={person}
          disabled={pending}
          onOpen={setDialog}
          onEnable={() => run(() => actions.enable({ userId }), `Access of ${name} restored`)}
        />
      </div>
      {failure && (
        <div className="mt-2">
          <FailureNotice failure={failure} />
        </div>
      )}
      {dialog === "reset" && <ResetDialog {...parts} />}
      {dialog === "rename" && <RenameDialog {...parts} />}
      {dialog === "email" && <EmailDialog {...parts} />}
      {dialog === "sign-out" && (
        <SignOutDialog
          {...parts}
          busy={pending}
          onConfirm={() => run(() => actions.endSessions({ userId }), `${name} signed out of all devices`)}
        />
      )}
      {dialog === "two-factor" && (
        <ResetTwoFactorDialog
          {...parts}
          busy={pending}
          onConfirm={() => run(() => actions.resetTwoFactor({ userId }), `Two-step sign-in of ${name} reset`)}
        />
      )}
      {dialog === "deactivate" && (
        <DeactivateDialog
          {...parts}
          heirs={heirs}
          busy={pending}
          onConfirm={(heirId) => run(() => actions.disable({ userId, heirId }), `${name} deactivated`)}
        />
      )}
    </li>
  )
}
