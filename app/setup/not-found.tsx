import Link from "next/link"
import { AuthLayout } from "@/components/desk/shell/auth-layout"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export default async function SetUpNotFound() {
  return (
    <AuthLayout
      siteName={(await getSiteSettings()).name}
      title="Already set up"
      intro="The first account was made, so this link does nothing any more. Whoever made it can invite you."
    >
      <Button asChild variant="primary" className="w-full">
        <Link href={paths.login()}>Sign in</Link>
      </Button>
    </AuthLayout>
  )
}
