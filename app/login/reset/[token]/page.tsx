import { ResetPasswordForm } from "@/components/desk/account/reset-password-form"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { getReset } from "@/lib/auth/reset-password"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { LinkOver } from "../../link-over"
import { resetPasswordAction } from "./actions"

export const metadata = {
  title: "New password",
  robots: { index: false, follow: false },
  referrer: "no-referrer" as const,
}

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const person = await getReset(token)
  if (!person) return <LinkOver />
  const { name } = await getSiteSettings()
  return (
    <AuthLayout siteName={name} title="Choose a new password" intro="You'll be signed out of all other devices.">
      <ResetPasswordForm token={token} email={person.email} reset={resetPasswordAction} />
    </AuthLayout>
  )
}
