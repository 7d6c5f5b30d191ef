import { notFound } from "next/navigation"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { NewAccountForm } from "@/components/desk/shell/new-account-form"
import { Notice } from "@/components/ui/notice"
import { isSetUp, isSetupToken } from "@/lib/auth/setup"
import { ERRORS } from "@/lib/errors"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { setUpAction } from "./actions"

export const metadata = { title: "Set up", robots: { index: false, follow: false } }
/** Whether set-up is open is asked at each request, never at build time. */
export const dynamic = "force-dynamic"

export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  if (await isSetUp()) notFound()
  const { name } = await getSiteSettings()
  const { token } = await searchParams
  const given = typeof token === "string" ? token : ""
  return (
    <AuthLayout
      siteName={name}
      title={`Set up ${name}`}
      intro="Create your admin account. You can invite the team next."
    >
      {(await isSetupToken(given)) ? (
        <NewAccountForm token={given} invited={null} act={setUpAction} submit="Create account" />
      ) : (
        <Notice>{ERRORS.wrong_setup_token.message}</Notice>
      )}
    </AuthLayout>
  )
}
