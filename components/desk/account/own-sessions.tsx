"use client"

import { Monitor, Smartphone } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Ago } from "@/components/desk/desk-time"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import type { OwnSession } from "@/lib/auth/sessions"
import { FailureNotice } from "../forms/failure-notice"
import { type Act, attempt, type Failure, type Result } from "../forms/result"
import { browserName, isPhone } from "./browser-name"

type OwnSessionsProps = {
  sessions: OwnSession[]
  now: number
  end: Act<{ sessionId: string }, null>
  endOthers: Act<Record<never, never>, null>
}

/** Where this person is signed in. */
export function OwnSessions({ sessions, now, end, endOthers }: OwnSessionsProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = (call: () => Promise<Result<null>>, done: string) =>
    start(async () => {
      const result = await attempt(call)
      setFailure(result.ok ? null : result.error)
      if (result.ok) toast(done)
      router.refresh()
    })
  return (
    <div className="grid gap-3">
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {sessions.map((session) => {
          const Icon = isPhone(session.userAgent) ? Smartphone : Monitor
          return (
            <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
              <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
              <div className="min-w-0 flex-1 basis-40">
                <p className="flex flex-wrap items-center gap-2 font-medium text-ink text-sm">
                  {browserName(session.userAgent)}
                  {session.current && <Badge tone="ok">This one</Badge>}
                </p>
                <p className="text-ink-faint text-meta">
                  signed in <Ago iso={session.createdAt} now={now} />, used <Ago iso={session.lastUsedAt} now={now} />
                </p>
              </div>
              {!session.current && (
                <Button
                  size="small"
                  disabled={pending}
                  onClick={() => run(() => end({ sessionId: session.id }), "Session ended")}
                >
                  End
                  <span className="sr-only">{` the session in ${browserName(session.userAgent)}`}</span>
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 && (
        <Button
          className="justify-self-start max-sm:w-full"
          disabled={pending}
          onClick={() => run(() => endOthers({}), "Signed out everywhere else")}
        >
          Sign out everywhere else
        </Button>
      )}
    </div>
  )
}
