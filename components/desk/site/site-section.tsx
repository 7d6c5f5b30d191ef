import type { ReactNode } from "react"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"

/** What each section of the site's form gets. */
export type SitePart = {
  settings: SiteSettings
  errors: Partial<Record<string, string>>
  /** Links were added or removed. */
  onChange: () => void
}

export function SiteSection({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-5 border-line border-t pt-6">
      <legend className="sr-only">{title}</legend>
      <div aria-hidden>
        <p className="font-semibold text-base text-ink">{title}</p>
      </div>
      {hint && <p className="-mt-4 max-w-prose text-ink-soft text-sm">{hint}</p>}
      {children}
    </fieldset>
  )
}
