"use client"

import "./globals.css"
import { BrokenPage } from "@/components/reader/broken-page"
import { ReaderFrame } from "@/components/reader/reader-frame"

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong | Running Story</title>
        <ReaderFrame>
          <BrokenPage retry={retry} />
        </ReaderFrame>
      </body>
    </html>
  )
}
