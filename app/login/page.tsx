import { redirect } from "next/navigation"
import { DoorPage } from "@/components/desk/shell/door-page"
import { SignInForm } from "@/components/desk/shell/sign-in-form"
import { paths } from "@/lib/paths"
import { getPerson } from "../desk/signed-in"
import { signIn } from "./actions"
import { ownPath } from "./own-path"

export const metadata = { title: "Sign in", robots: { index: false, follow: false } }

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = ownPath((await searchParams).next) ?? paths.desk()
  // While the database is away the form still opens, and says why nobody can sign in.
  const person = await getPerson().catch(() => null)
  if (person) redirect(next)
  return (
    <DoorPage title="Sign in" intro="To the desk, where live blogs are written.">
      <SignInForm signIn={signIn} next={next} />
    </DoorPage>
  )
}
