"use client"

import Link from "next/link"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { Reference } from "@/components/ui/reference"
import { paths } from "@/lib/paths"

/** A page that cannot be shown: why, and the ways on. */
export function DeskErrorPage({
  title,
  children,
  onRetry,
  retryLabel = "Try again",
  reference,
}: {
  title: string
  children: ReactNode
  onRetry?: () => void
  retryLabel?: string
  reference?: string | undefined
}) {
  return (
    <div className="grid min-h-[60dvh] content-center justify-items-start">
      <h1 className="font-semibold text-2xl text-ink tracking-[-0.01em]">{title}</h1>
      <p className="mt-2 max-w-prose text-ink-soft">{children}</p>
      {reference && (
        <div className="mt-2 text-ink-faint">
          <Reference>{reference}</Reference>
        </div>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        {onRetry && (
          <Button variant="primary" onClick={onRetry}>
            {retryLabel}
          </Button>
        )}
        <Button asChild>
          <Link href={paths.desk()}>All live blogs</Link>
        </Button>
      </div>
    </div>
  )
}
