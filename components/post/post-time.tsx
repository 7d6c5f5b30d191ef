import type { ReactNode } from "react"
import { fullTime, type TimeFormat } from "@/lib/i18n/format-dates"

/**
 * A moment: exact for machines and in the tooltip. The words may come from two versions of ICU, the server's and the
 * browser's, which need not agree to the letter.
 */
export function Time({
  iso,
  place,
  children,
  className,
}: {
  iso: string
  place: TimeFormat
  children: ReactNode
  className?: string
}) {
  return (
    <time dateTime={iso} title={fullTime(iso, place)} className={className} suppressHydrationWarning>
      {children}
    </time>
  )
}
