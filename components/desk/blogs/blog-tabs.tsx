"use client"

import Link from "next/link"
import { usePathname } from "next/navigation"
import { cx } from "@/components/ui/cx"
import { paths } from "@/lib/paths"

/** The pages of one blog's settings. */
export function BlogTabs({ blogId }: { blogId: string }) {
  const path = usePathname()
  const tabs = [
    { href: paths.deskBlogSettings(blogId), label: "General" },
    { href: paths.deskBlogTeam(blogId), label: "Team" },
    { href: paths.deskBlogSources(blogId), label: "Sources" },
  ]
  return (
    <nav aria-label="Settings of this live blog" className="desk-scroll-x mb-6 flex gap-1 border-line border-b">
      {tabs.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className={cx(
            "-mb-px flex h-11 items-center border-b-2 px-3 font-medium text-sm transition-colors focus-visible:-outline-offset-2 sm:h-9",
            path === href ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
