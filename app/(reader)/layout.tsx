import type { ReactNode } from "react"
import { ReaderFrame } from "@/components/reader/reader-frame"

export default function ReaderLayout({ children }: { children: ReactNode }) {
  return <ReaderFrame>{children}</ReaderFrame>
}
