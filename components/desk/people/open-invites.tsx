"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Ago } from "@/components/desk/desk-time"
import { Button } from "@/components/ui/button"
import type { OpenInvite } from "@/lib/auth/invites"
import { ROLE_LABELS } from "@/lib/permissions/roles"
import { FailureNotice } from "../forms/failure-notice"
import { attempt, type Failure } from "../forms/result"
import type { PeopleActions } from "./people-actions"

type OpenInvitesProps = { invites: OpenInvite[]; now: number; revoke: PeopleActions["revokeInvite"] }

/** Invitations nobody has taken yet. */
export function OpenInvites({ invites, now, revoke }: OpenInvitesProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const takeBack = (invite: OpenInvite) =>
    start(async () => {
      const result = await attempt(() => revoke({ inviteId: invite.id }))
      setFailure(result.ok ? null : result.error)
      if (result.ok) toast(`Invitation of ${invite.name} taken back`)
      router.refresh()
    })
  return (
    <div className="grid gap-3">
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {invites.map((invite) => (
          <li key={invite.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium text-ink">{invite.name}</p>
              <p className="wrap-anywhere text-ink-faint text-meta">
                {`${invite.email} · ${ROLE_LABELS[invite.role].name} · invited `}
                <Ago iso={invite.createdAt} now={now} />
              </p>
            </div>
            <Button size="small" disabled={pending} onClick={() => takeBack(invite)}>
              Take back
              <span className="sr-only">{` the invitation of ${invite.name}`}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
