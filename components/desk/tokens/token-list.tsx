"use client"

import { KeyRound } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Ago, DeskTime } from "@/components/desk/desk-time"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { EmptyState } from "@/components/ui/empty-state"
import type { ApiToken } from "@/lib/auth/api-tokens"
import { TOKEN_SCOPE_LABELS } from "@/lib/permissions/token-scopes"
import { FailureNotice } from "../forms/failure-notice"
import { type Act, attempt, type Failure } from "../forms/result"

type TokenListProps = { tokens: ApiToken[]; now: number; revoke: Act<{ tokenId: string }, null> }

export function TokenList({ tokens, now, revoke }: TokenListProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [asked, setAsked] = useState<ApiToken | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const confirm = () =>
    start(async () => {
      if (!asked) return
      const result = await attempt(() => revoke({ tokenId: asked.id }))
      setFailure(result.ok ? null : result.error)
      if (result.ok) toast(`Token “${asked.name}” revoked`)
      setAsked(null)
      router.refresh()
    })
  if (tokens.length === 0) {
    return (
      <EmptyState icon={<KeyRound />} title="No tokens yet">
        A program that posts for you, such as a ticker or a bot, signs in with a token. Make one above.
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-3">
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium text-ink">
                {token.name} <code className="ml-1 font-mono font-normal text-ink-faint text-meta">…{token.hint}</code>
              </p>
              <p className="text-ink-faint text-meta">
                {`${TOKEN_SCOPE_LABELS[token.scope].name} · `}
                {token.blog ? `Only ${token.blog.title}` : "All live blogs"}
                {" · made "}
                <Ago iso={token.createdAt} now={now} />
                {" · "}
                {token.lastUsedAt ? (
                  <>
                    used <Ago iso={token.lastUsedAt} now={now} />
                  </>
                ) : (
                  "never used"
                )}
                {token.expiresAt && (
                  <>
                    {Date.parse(token.expiresAt) <= now ? " · expired " : " · expires "}
                    <DeskTime iso={token.expiresAt} timeZone="UTC" />
                  </>
                )}
              </p>
            </div>
            <Button size="small" onClick={() => setAsked(token)}>
              Revoke
              <span className="sr-only">{` the token ${token.name}`}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Revoke “${asked?.name ?? ""}”?`}
        description="Anything using this token stops working immediately. This cannot be undone."
        confirm="Revoke"
        danger
        busy={pending}
        onConfirm={confirm}
      />
    </div>
  )
}
