import Link from "next/link"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

/** A single-use link that was used, revoked or is too old. */
export async function LinkOver() {
  const { name } = await getSiteSettings()
  return (
    <AuthLayout
      siteName={name}
      title="This link no longer works"
      intro="It was used already, or is older than 24 hours."
    >
      <div className="grid gap-2">
        <Button asChild>
          <Link href={paths.forgotPassword()}>Get a new link</Link>
        </Button>
        <Button asChild variant="ghost">
          <Link href={paths.login()}>Sign in</Link>
        </Button>
      </div>
    </AuthLayout>
  )
}
