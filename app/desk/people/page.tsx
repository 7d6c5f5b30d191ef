import { InviteForm } from "@/components/desk/people/invite-form"
import { OpenInvites } from "@/components/desk/people/open-invites"
import { PersonRow } from "@/components/desk/people/person-row"
import { PageHeader, Section } from "@/components/desk/shell/page-header"
import { listInvites } from "@/lib/auth/invites"
import { listPeople } from "@/lib/auth/people"
import { paths } from "@/lib/paths"
import { orNotFound } from "../found"
import { requireViewer } from "../signed-in"
import {
  changePersonEmailAction,
  changeRoleAction,
  createResetLinkAction,
  disablePersonAction,
  enablePersonAction,
  endSessionsAction,
  inviteAction,
  renamePersonAction,
  resetTwoFactorAction,
  revokeInviteAction,
  revokeResetLinkAction,
  unlock,
} from "./actions"

export const metadata = { title: "People" }

export default async function PeoplePage() {
  const person = await requireViewer(paths.deskPeople())
  const [people, invites] = await orNotFound(Promise.all([listPeople(person), listInvites(person)]))
  const now = Date.now()
  const actions = {
    invite: inviteAction,
    revokeInvite: revokeInviteAction,
    changeRole: changeRoleAction,
    endSessions: endSessionsAction,
    resetTwoFactor: resetTwoFactorAction,
    unlock,
    disable: disablePersonAction,
    enable: enablePersonAction,
    createReset: createResetLinkAction,
    revokeReset: revokeResetLinkAction,
    rename: renamePersonAction,
    changeEmail: changePersonEmailAction,
  }
  return (
    <>
      <PageHeader title="People">Everyone with access, and their role.</PageHeader>
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {people.map((each) => (
          <PersonRow
            key={each.id}
            person={each}
            heirs={people.filter(({ id, disabled }) => id !== each.id && !disabled)}
            isSelf={each.id === person.id}
            now={now}
            actions={actions}
          />
        ))}
      </ul>
      {invites.length > 0 && (
        <Section title="Pending invitations">
          <OpenInvites invites={invites} now={now} revoke={revokeInviteAction} />
        </Section>
      )}
      <Section title="Invite someone" hint="You get a link to send them; they choose their password themselves.">
        <InviteForm invite={inviteAction} />
      </Section>
    </>
  )
}
