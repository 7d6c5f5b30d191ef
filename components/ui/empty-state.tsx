import type { ReactNode } from "react"

type EmptyStateProps = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode }

/** Nothing here yet: one sentence about what belongs here, one button that makes it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center rounded-xl border border-line border-dashed px-6 py-12 text-center sm:py-16">
      <div
        aria-hidden
        className="mb-4 grid size-12 place-items-center rounded-xl bg-accent-soft text-accent [&_svg]:size-6"
      >
        {icon}
      </div>
      <h2 className="font-semibold text-base text-ink">{title}</h2>
      <p className="mt-1 max-w-sm text-ink-soft text-sm">{children}</p>
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}
