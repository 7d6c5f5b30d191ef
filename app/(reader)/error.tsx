"use client"

import { BrokenPage } from "@/components/reader/broken-page"

export default function ReaderError({ retry }: { error: unknown; retry: () => void }) {
  return <BrokenPage retry={retry} />
}
