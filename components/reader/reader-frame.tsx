import type { ReactNode } from "react"
import { paths } from "@/lib/paths"
import { SiteHeader } from "./site-header"

/** What stands around every page that readers see. */
export function ReaderFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header>
        <SiteHeader />
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-5 pb-16 sm:px-8">{children}</main>
      <footer className="border-line border-t">
        <p className="mx-auto flex max-w-5xl flex-wrap justify-between gap-x-6 gap-y-2 px-5 py-6 text-ink-faint text-meta sm:px-8">
          <span>Running Story</span>
          <a href={paths.front()} className="underline decoration-line-strong underline-offset-3 hover:text-accent">
            All live blogs
          </a>
        </p>
      </footer>
    </div>
  )
}
