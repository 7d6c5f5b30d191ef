import { CircleAlert, Info, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { cx } from "./cx"

const TONES = {
  danger: { look: "border-danger/40 bg-danger-soft text-danger", Icon: CircleAlert, role: "alert" },
  warn: { look: "border-warn/35 bg-warn-soft text-warn", Icon: TriangleAlert, role: "status" },
  info: { look: "border-accent/30 bg-accent-soft text-accent-strong", Icon: Info, role: "status" },
} as const

type NoticeProps = { tone?: keyof typeof TONES; title?: string; children: ReactNode; actions?: ReactNode }

/** A message in its place: what happened, what to do, and the button that does it. */
export function Notice({ tone = "danger", title, children, actions }: NoticeProps) {
  const { look, Icon, role } = TONES[tone]
  return (
    <div role={role} className={cx("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm", look)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          {title && <p className="font-semibold">{title}</p>}
          <div>{children}</div>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
