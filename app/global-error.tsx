"use client"

import "./globals.css"
import { MessagePage } from "@/components/reader/message-page"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { RetryButton } from "@/components/reader/retry-button"

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong | Running Story</title>
        <ReaderFrame>
          <MessagePage code="Our fault" title="This page could not be shown.">
            <p>Something went wrong on our side. Nothing is lost: try again in a moment.</p>
            <RetryButton retry={retry} />
          </MessagePage>
        </ReaderFrame>
      </body>
    </html>
  )
}
