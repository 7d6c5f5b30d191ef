"use client"

import { BrokenPage } from "@/components/reader/broken-page"

export default function ReaderError({ retry }: { error: unknown; retry: () => void }) {
  return (
    // Without the frame around other pages: every reader's browser loads this in case, and hardly ever shows it.
    <main className="mx-auto max-w-5xl px-5 sm:px-8">
      <BrokenPage retry={retry} />
    </main>
  )
}
