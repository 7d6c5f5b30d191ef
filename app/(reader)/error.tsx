"use client"

import { MessagePage } from "@/components/reader/message-page"
import { RetryButton } from "@/components/reader/retry-button"

export default function ReaderError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <MessagePage code="Our fault" title="This page could not be shown.">
      <p>Something went wrong on our side. Nothing is lost: try again in a moment.</p>
      <RetryButton retry={retry} />
    </MessagePage>
  )
}
