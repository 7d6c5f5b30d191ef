import Link from "next/link"
import { ForgotPasswordForm } from "@/components/desk/account/forgot-password-form"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { canSendMail } from "@/lib/mail/send-mail"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { forgotPasswordAction } from "./actions"

export const metadata = { title: "Forgot password", robots: { index: false, follow: false } }
/** Whether there is a mail server is asked at each request, never at build time. */
export const dynamic = "force-dynamic"

export default async function ForgotPasswordPage() {
  const { name } = await getSiteSettings()
  return (
    <AuthLayout
      siteName={name}
      title="Forgot your password?"
      intro={
        canSendMail()
          ? "Enter your email. We'll send you a link to choose a new password."
          : "Ask an admin for a reset link. They create it under People."
      }
    >
      {canSendMail() && <ForgotPasswordForm request={forgotPasswordAction} />}
      <p className="mt-6 text-sm">
        <Link href={paths.login()} className="text-accent underline underline-offset-3">
          Back to sign in
        </Link>
      </p>
    </AuthLayout>
  )
}
