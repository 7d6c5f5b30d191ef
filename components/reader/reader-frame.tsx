import type { ReactNode } from "react"
import { directionOf } from "@/lib/i18n/text-direction"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { accentStyle } from "@/lib/theme/accent"
import { SiteFooter } from "./site-footer"
import { SiteHeader } from "./site-header"

type Props = {
  site: SiteSettings
  children: ReactNode
  language?: string
  /** Words in that language. */
  allBlogs?: string
  /** The way past the header for readers with a keyboard. */
  skip?: { href: string; label: string }
  /** What is in it runs by Next's scripts: a page whose buttons work, and that has nothing live. */
  nextScripts?: boolean
  /** The blog's own colour. */
  accent?: string | null
}

/** What stands around every page that readers see, in the language of what is in it. */
export function ReaderFrame({
  site,
  children,
  language = "en",
  allBlogs = "All live blogs",
  skip,
  nextScripts,
  accent,
}: Props) {
  return (
    // What is in it usually needs none of Next's scripts: lib/page-cache/reader-bundle.ts leaves them out.
    <div
      data-own-script={nextScripts ? undefined : ""}
      lang={language}
      dir={directionOf(language)}
      className="flex min-h-dvh flex-col"
      data-accent={accent}
      style={accent ? accentStyle(accent) : undefined}
    >
      {skip && (
        <a
          href={skip.href}
          className="sr-only focus:not-sr-only focus:absolute focus:start-4 focus:top-3 focus:z-30 focus:rounded-full focus:bg-ink focus:px-5 focus:py-2 focus:font-medium focus:text-page focus:text-sm"
        >
          {skip.label}
        </a>
      )}
      <header>
        <SiteHeader site={site} />
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-5 pb-16 sm:px-8 print:max-w-none print:p-0">{children}</main>
      <SiteFooter site={site} allBlogs={allBlogs} />
    </div>
  )
}
