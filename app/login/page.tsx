import Link from "next/link"
import { redirect } from "next/navigation"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { SignInForm } from "@/components/desk/shell/sign-in-form"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { getViewer } from "../desk/signed-in"
import { signInAction } from "./actions"
import { safeRedirectPath } from "./own-path"

export const metadata = { title: "Sign in", robots: { index: false, follow: false } }

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeRedirectPath((await searchParams).next) ?? paths.desk()
  // While the database is away the form still opens, and says why nobody can sign in.
  const person = await getViewer().catch(() => null)
  if (person) redirect(next)
  const { name } = await getSiteSettings()
  return (
    <AuthLayout siteName={name} title="Sign in to the desk">
      <SignInForm signIn={signInAction} next={next} />
      <p className="mt-6 text-sm">
        <Link href={paths.forgotPassword()} className="text-accent underline underline-offset-3">
          Forgot password?
        </Link>
      </p>
    </AuthLayout>
  )
}
