"use client"

import Link from "next/link"
import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { toast } from "sonner"
import { Ago } from "@/components/desk/desk-time"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Notice } from "@/components/ui/notice"
import { SecretLine } from "@/components/ui/secret-line"
import { paths } from "@/lib/paths"
import type { SourceSummary } from "@/lib/receivers/sources"
import { FailureNotice } from "../forms/failure-notice"
import { type Act, attempt, type Failure, type Result } from "../forms/result"
import { type EditAction, EditSource } from "./edit-source"
import { KIND_TEXTS } from "./kinds"

export type SourceActions = {
  edit: EditAction
  remove: Act<{ sourceId: string }, null>
  connect: Act<{ sourceId: string }, { problem: string | null }>
  test: Act<{ sourceId: string }, null>
}

type SourceCardProps = { blogId: string; source: SourceSummary; now: number; actions: SourceActions }

export function SourceCard({ blogId, source, now, actions }: SourceCardProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [asksDelete, setAsksDelete] = useState(false)
  const { id: sourceId, kind, name, settings, paused } = source
  const { label, steps, canConnect } = KIND_TEXTS[kind]
  const run = <T,>(call: () => Promise<Result<T>>, done: (data: T) => string | null) =>
    start(async () => {
      const result = await attempt(call)
      setFailure(result.ok ? null : result.error)
      setRefusal(null)
      const said = result.ok ? done(result.data) : null
      if (said) toast(said)
      setAsksDelete(false)
      router.refresh()
    })
  const connect = () =>
    run(
      () => actions.connect({ sourceId }),
      ({ problem }) => {
        setRefusal(problem)
        return problem ? null : `“${name}” connected`
      },
    )
  const pause = () =>
    run(
      () => actions.edit({ sourceId, source: { paused: !paused } }),
      () => `“${name}” ${paused ? "resumed" : "paused"}`,
    )
  const called = <span className="sr-only">{` “${name}”`}</span>
  return (
    <li className="grid gap-3 rounded-xl border border-line bg-surface p-4">
      <div>
        <h3 className="flex flex-wrap items-center gap-2 font-medium text-ink">
          {name} <Badge>{label}</Badge>
          {paused && <Badge tone="danger">Paused</Badge>}
        </h3>
        <p className="text-ink-faint text-meta">
          {settings.delivery === "publish" ? "Straight to readers" : "To the approval queue"}
          {" · "}
          {source.lastEventAt ? (
            <>
              last message <Ago iso={source.lastEventAt} now={now} />
            </>
          ) : (
            "nothing received yet"
          )}
        </p>
      </div>
      <SecretLine label={`Webhook address of ${name}`} text={source.address} copyLabel="Copy address" />
      {source.problems.length > 0 && (
        <Notice tone="warn" title="Needs a look">
          <ul className="grid list-disc gap-1 pl-4">
            {source.problems.slice(0, 5).map(({ at, text, postId }) => (
              <li key={`${at} ${text}`} className="wrap-anywhere">
                {text}{" "}
                {postId && (
                  <Link href={paths.deskHistory(blogId, postId)} className="underline">
                    See post
                  </Link>
                )}{" "}
                <Ago iso={at} now={now} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {failure && <FailureNotice failure={failure} />}
      {refusal && <Notice>{refusal}</Notice>}
      <div className="flex flex-wrap gap-2">
        {canConnect && (
          <Button size="small" disabled={pending} onClick={connect}>
            Connect{called}
          </Button>
        )}
        <Button
          size="small"
          disabled={pending}
          onClick={() =>
            run(
              () => actions.test({ sourceId }),
              () => "Test sent: it is in the drafts",
            )
          }
        >
          Send a test{called}
        </Button>
        <Button size="small" disabled={pending} onClick={pause}>
          {paused ? "Resume" : "Pause"}
          {called}
        </Button>
        <Button size="small" variant="danger" disabled={pending} onClick={() => setAsksDelete(true)}>
          Delete{called}
        </Button>
      </div>
      <details className="text-sm">
        <summary className="min-h-11 cursor-pointer content-center text-ink-soft sm:min-h-8">Set up {label}</summary>
        <ol className="grid list-decimal gap-1 pl-5 text-ink-soft">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
      <EditSource source={source} edit={actions.edit} />
      <ConfirmDialog
        open={asksDelete}
        onOpenChange={setAsksDelete}
        title={`Delete “${name}”?`}
        description="Its address stops working immediately. Posts that came from it stay."
        confirm="Delete source"
        danger
        busy={pending}
        onConfirm={() =>
          run(
            () => actions.remove({ sourceId }),
            () => `Source “${name}” deleted`,
          )
        }
      />
    </li>
  )
}
