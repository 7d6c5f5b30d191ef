import { notFound } from "next/navigation"
import { DoorPage } from "@/components/desk/shell/door-page"
import { NewAccountForm } from "@/components/desk/shell/new-account-form"
import { Notice } from "@/components/ui/notice"
import { isSetUp, isSetupToken } from "@/lib/auth/setup"
import { ERRORS } from "@/lib/errors"
import { setUp } from "./actions"

export const metadata = { title: "Set up", robots: { index: false, follow: false } }
/** Whether set-up is open is asked at each request, never at build time. */
export const dynamic = "force-dynamic"

export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  if (await isSetUp()) notFound()
  const { token } = await searchParams
  const given = typeof token === "string" ? token : ""
  return (
    <DoorPage
      title="Set up Running Story"
      intro="Make the first account. It is an admin and can invite everybody else."
    >
      {(await isSetupToken(given)) ? (
        <NewAccountForm token={given} invited={null} act={setUp} submit="Set up" />
      ) : (
        <Notice>{ERRORS.wrong_setup_token.message}</Notice>
      )}
    </DoorPage>
  )
}
