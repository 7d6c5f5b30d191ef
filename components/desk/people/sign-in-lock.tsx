"use client"

import { LockKeyhole } from "lucide-react"
import { useBrowserTimeZone } from "@/components/desk/blogs/use-browser-time-zone"
import { DeskTime } from "@/components/desk/desk-time"
import { Button } from "@/components/ui/button"

type SignInLockProps = { name: string; until: string; pending: boolean; onUnlock: () => void }

/** That too many wrong passwords keep somebody from signing in, and the way to lift it. */
export function SignInLock({ name, until, pending, onUnlock }: SignInLockProps) {
  const timeZone = useBrowserTimeZone("UTC")
  return (
    <div className="flex flex-wrap items-center gap-2 text-danger text-meta">
      <p className="flex items-center gap-1.5" title="Ten wrong passwords within ten minutes, by any person.">
        <LockKeyhole aria-hidden className="size-4" />
        <span>
          Sign-in locked until <DeskTime iso={until} today={until} timeZone={timeZone} />
        </span>
      </p>
      <Button size="small" disabled={pending} onClick={onUnlock}>
        Unlock
        <span className="sr-only">{` the sign-in of ${name}`}</span>
      </Button>
    </div>
  )
}
