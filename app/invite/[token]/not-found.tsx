import Link from "next/link"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export default async function InviteNotFound() {
  return (
    <AuthLayout
      siteName={(await getSiteSettings()).name}
      title="This invitation has passed"
      intro="Ask for a new one. If you already created your account, sign in."
    >
      <Button asChild className="w-full">
        <Link href={paths.login()}>Sign in</Link>
      </Button>
    </AuthLayout>
  )
}
