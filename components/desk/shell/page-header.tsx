import { ChevronLeft } from "lucide-react"
import Link from "next/link"
import { type ReactNode, useId } from "react"

type PageHeaderProps = {
  title: string
  children?: ReactNode
  action?: ReactNode
  back?: { href: string; label: string }
}

export function PageHeader({ title, children, action, back }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 mb-1 inline-flex max-w-full items-center gap-1 rounded-md text-ink-faint text-meta hover:text-ink max-sm:min-h-11"
        >
          <ChevronLeft aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{back.label}</span>
        </Link>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h1 className="font-semibold text-ink text-xl tracking-[-0.01em]">{title}</h1>
        {action}
      </div>
      {children && <p className="mt-1 max-w-prose text-ink-soft text-sm">{children}</p>}
    </header>
  )
}

/** For pages that are forms: lines no longer than one reads them. */
export function NarrowPage({ children }: { children: ReactNode }) {
  return <div className="max-w-xl">{children}</div>
}

export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  const titleId = useId()
  return (
    <section
      aria-labelledby={titleId}
      className="mt-10 border-line border-t pt-6 first:mt-0 first:border-t-0 first:pt-0"
    >
      <h2 id={titleId} className="font-semibold text-base text-ink">
        {title}
      </h2>
      {hint && <p className="mt-0.5 max-w-prose text-ink-soft text-sm">{hint}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
