"use client"

import { CHUNK_ERROR_TEXT, CHUNK_ERROR_TITLE, isChunkLoadError } from "@/components/desk/shell/chunk-load-error"
import { DeskErrorPage } from "@/components/desk/shell/desk-error-page"

export default function DeskError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  if (isChunkLoadError(error))
    return (
      <DeskErrorPage title={CHUNK_ERROR_TITLE} retryLabel="Reload" onRetry={() => window.location.reload()}>
        {CHUNK_ERROR_TEXT}
      </DeskErrorPage>
    )
  return (
    <DeskErrorPage title="This page could not be loaded" onRetry={retry} reference={error.digest}>
      The database or the server did not answer. What you had written is kept in this browser. Try again in a moment.
    </DeskErrorPage>
  )
}
