import Link from "next/link"
import { DoorPage } from "@/components/desk/shell/door-page"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"

export default function SetUpNotFound() {
  return (
    <DoorPage
      title="Already set up"
      intro="The first account was made, so this link does nothing any more. Whoever made it can invite you."
    >
      <Button asChild variant="primary" className="w-full">
        <Link href={paths.login()}>Sign in</Link>
      </Button>
    </DoorPage>
  )
}
