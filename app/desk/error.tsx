"use client"

import { isOutdated, OUTDATED_TITLE, OUTDATED_WORDS } from "@/components/desk/shell/outdated"
import { ProblemPage } from "@/components/desk/shell/problem-page"

export default function DeskError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  if (isOutdated(error))
    return (
      <ProblemPage title={OUTDATED_TITLE} retryLabel="Reload" onRetry={() => window.location.reload()}>
        {OUTDATED_WORDS}
      </ProblemPage>
    )
  return (
    <ProblemPage title="This page could not be loaded" onRetry={retry} reference={error.digest}>
      The database or the server did not answer. What you had written is kept in this browser. Try again in a moment.
    </ProblemPage>
  )
}
