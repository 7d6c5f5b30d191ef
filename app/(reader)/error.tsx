"use client"

import { BrokenPage } from "@/components/reader/broken-page"
import { ReaderFrame } from "@/components/reader/reader-frame"

export default function ReaderError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <ReaderFrame>
      <BrokenPage retry={retry} />
    </ReaderFrame>
  )
}
