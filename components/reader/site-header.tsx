import { readerPaths } from "@/lib/reader-paths"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { SiteMark } from "./site-mark"

/** The newsroom's masthead: its logo or name, and its own links. */
export function SiteHeader({ site }: { site: SiteSettings }) {
  return (
    <div className="border-line border-b">
      <div className="mx-auto flex min-h-12 max-w-5xl flex-wrap items-center gap-x-6 gap-y-1 px-5 py-1 sm:px-8 print:max-w-none print:px-0">
        <a
          href={site.homeUrl || readerPaths.front()}
          className="flex min-h-10 min-w-0 items-center font-semibold font-serif text-lg tracking-[-0.01em]"
        >
          <SiteMark site={site} />
        </a>
        {site.mastheadLinks.length > 0 && (
          <nav aria-label={site.name} className="print:hidden">
            <ul className="flex flex-wrap gap-x-5 text-ink-soft text-sm">
              {site.mastheadLinks.map(({ label, url }) => (
                <li key={`${label} ${url}`}>
                  <a href={url} className="inline-flex min-h-8 items-center hover:text-accent hover:underline">
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </div>
  )
}
