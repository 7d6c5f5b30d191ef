import { notFound } from "next/navigation"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { NewAccountForm } from "@/components/desk/shell/new-account-form"
import { getInvite } from "@/lib/auth/invites"
import { ROLE_LABELS } from "@/lib/permissions/roles"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { acceptInviteAction } from "./actions"

export const metadata = { title: "Invitation", robots: { index: false, follow: false } }

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invite = await getInvite(token)
  if (!invite) notFound()
  const { name: role, can } = ROLE_LABELS[invite.role]
  const { name } = await getSiteSettings()
  return (
    <AuthLayout siteName={name} title="Welcome to the desk" intro={`Your role: ${role}. ${can}`}>
      <NewAccountForm
        token={token}
        invited={{ name: invite.name, email: invite.email }}
        act={acceptInviteAction}
        submit="Create account"
      />
    </AuthLayout>
  )
}
