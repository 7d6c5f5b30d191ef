"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Badge } from "@/components/ui/badge"
import { Select } from "@/components/ui/select"
import type { TeamMember, TeamRole } from "@/lib/blogs/team"
import { ROLE_LABELS } from "@/lib/permissions/roles"
import { FailureNotice } from "../forms/failure-notice"
import { type Act, attempt, type Failure } from "../forms/result"

type TeamRowProps = {
  member: TeamMember
  blogId: string
  isSelf: boolean
  /** Null for who may only look. */
  change: Act<{ blogId: string; userId: string; role: TeamRole }, null> | null
}

const CHOICES: TeamRole[] = ["everywhere", "admin", "editor", "contributor", "none"]

/** Somebody on the team of a blog, and the role that they have here. */
export function TeamRow({ member, blogId, isSelf, change }: TeamRowProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const { id: userId, name, everywhere, here } = member
  const say = (role: TeamRole) => {
    if (role === "everywhere") return `As everywhere: ${ROLE_LABELS[everywhere].name.toLowerCase()}`
    return role === "none" ? "No access" : ROLE_LABELS[role].name
  }
  const give = (role: TeamRole) =>
    start(async () => {
      const result = change ? await attempt(() => change({ blogId, userId, role })) : null
      setFailure(result && !result.ok ? result.error : null)
      if (!result?.ok) return
      toast(`${name}: ${say(role)}`)
      router.refresh()
    })
  const effective = here === "everywhere" ? everywhere : here
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium text-ink">{name}</span>
            {isSelf && <Badge>You</Badge>}
            {here === "none" && <Badge tone="danger">No access</Badge>}
          </p>
          <p className="text-ink-faint text-meta">
            {effective === "none" ? "Does not see this live blog at the desk." : ROLE_LABELS[effective].can}
          </p>
        </div>
        {everywhere === "admin" || !change ? (
          <span className="text-ink-soft text-sm">{everywhere === "admin" ? "Admin everywhere" : say(here)}</span>
        ) : (
          <Select
            aria-label={`Role of ${name} here`}
            value={here}
            disabled={pending}
            className="w-64 max-sm:w-full"
            onChange={(event) => give(CHOICES.find((each) => each === event.currentTarget.value) ?? here)}
          >
            {CHOICES.map((each) => (
              <option key={each} value={each}>
                {say(each)}
              </option>
            ))}
          </Select>
        )}
      </div>
      {failure && (
        <div className="mt-2">
          <FailureNotice failure={failure} />
        </div>
      )}
    </li>
  )
}
