import { notFound } from "next/navigation"
import { DoorPage } from "@/components/desk/shell/door-page"
import { NewAccountForm } from "@/components/desk/shell/new-account-form"
import { getInvite } from "@/lib/auth/invites"
import { ROLE_WORDS } from "@/lib/auth/roles"
import { takeInvite } from "./actions"

export const metadata = { title: "Invitation", robots: { index: false, follow: false } }

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invite = await getInvite(token)
  if (!invite) notFound()
  const { name, can } = ROLE_WORDS[invite.role]
  return (
    <DoorPage title="Welcome to the desk" intro={`Your role: ${name}. ${can}`}>
      <NewAccountForm
        token={token}
        invited={{ name: invite.name, email: invite.email }}
        act={takeInvite}
        submit="Make my account"
      />
    </DoorPage>
  )
}
