import { ConfirmEmailForm } from "@/components/desk/account/confirm-email-form"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { getEmailChange } from "@/lib/auth/own-account"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { LinkOver } from "../../link-over"
import { confirmEmailAction } from "./actions"

export const metadata = {
  title: "Confirm email",
  robots: { index: false, follow: false },
  referrer: "no-referrer" as const,
}

/** Opening the page changes nothing: mail scanners open links too. */
export default async function ConfirmEmailPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const change = await getEmailChange(token)
  if (!change) return <LinkOver />
  const { name } = await getSiteSettings()
  return (
    <AuthLayout siteName={name} title="Confirm your new email" intro={`You'll sign in with ${change.email}.`}>
      <ConfirmEmailForm token={token} confirm={confirmEmailAction} />
    </AuthLayout>
  )
}
