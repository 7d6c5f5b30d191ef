"use client"

import { Menu } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu"
import { paths } from "@/lib/paths"
import { DeskKeys, PaletteButton, PaletteIcon, useDeskKeys } from "../palette/desk-keys"
import type { Viewer } from "../timeline/post-rights"
import { AccountMenu, SignOutItem } from "./account-menu"
import { navItems } from "./nav-items"
import { Wordmark } from "./wordmark"

type DeskShellProps = { siteName: string; viewer: Viewer; signOut: () => Promise<void>; children: ReactNode }

/** The frame of the desk: navigation at the side, on the phone in a menu. */
export function DeskShell({ siteName, viewer, signOut, children }: DeskShellProps) {
  const path = usePathname()
  const [opened, setOpened] = useDeskKeys()
  const openPalette = () => setOpened("palette")
  const items = navItems(viewer).map((item) => ({ ...item, current: item.isCurrent(path) }))
  return (
    <div className="group/shell flex min-h-dvh flex-col has-data-blog-desk:h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:has-data-blog-desk:grid-cols-[3.5rem_minmax(0,1fr)] lg:has-data-blog-desk:grid-rows-[minmax(0,1fr)]">
      <a
        href="#desk-main"
        className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-md focus-visible:bg-surface focus-visible:px-3 focus-visible:py-2"
      >
        Skip to the content
      </a>
      <header className="hidden border-line border-r bg-sunken lg:block">
        <div className="sticky top-0 flex h-dvh flex-col overflow-hidden px-3 py-4 group-has-data-blog-desk/shell:px-2">
          <Link href={paths.desk()} className="mb-6 w-full self-start overflow-hidden rounded-md px-2 py-1">
            <Wordmark name={siteName} />
          </Link>
          <div className="mb-4">
            <PaletteButton onOpen={openPalette} />
          </div>
          <nav aria-label="Desk" className="grid gap-0.5">
            {items.map(({ href, label, Icon, current }) => (
              <Link
                key={href}
                href={href}
                aria-current={current ? "page" : undefined}
                title={label}
                className={cx(
                  "flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-sm transition-colors",
                  current
                    ? "bg-surface text-ink shadow-xs ring-1 ring-line"
                    : "text-ink-soft hover:bg-surface hover:text-ink",
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                <span className="group-has-data-blog-desk/shell:sr-only">{label}</span>
              </Link>
            ))}
          </nav>
          <div className="mt-auto">
            <AccountMenu viewer={viewer} signOut={signOut} />
          </div>
        </div>
      </header>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="sticky shrink-0 top-0 z-30 flex h-13 items-center justify-between border-line border-b bg-page/95 px-4 backdrop-blur lg:hidden">
          <Link href={paths.desk()} className="flex min-h-11 items-center">
            <Wordmark name={siteName} />
          </Link>
          <div className="flex items-center">
            <PaletteIcon onOpen={openPalette} />
            <DropdownMenu
              label="Desk menu"
              trigger={
                <Button variant="ghost" size="icon" aria-label="Menu" className="-mr-2">
                  <Menu aria-hidden />
                </Button>
              }
            >
              {items.map(({ href, label, Icon, current }) => (
                <DropdownMenuItem key={href} asChild>
                  <Link href={href} aria-current={current ? "page" : undefined}>
                    <Icon aria-hidden />
                    {label}
                  </Link>
                </DropdownMenuItem>
              ))}
              <DropdownMenuSeparator />
              <SignOutItem viewer={viewer} signOut={signOut} />
            </DropdownMenu>
          </div>
        </header>
        <main
          id="desk-main"
          tabIndex={-1}
          className="mx-auto w-full max-w-4xl px-4 pt-5 pb-24 outline-none has-data-blog-desk:min-h-0 has-data-blog-desk:max-w-none has-data-blog-desk:flex-1 has-data-blog-desk:p-0 sm:px-6 sm:pt-8"
        >
          {children}
        </main>
      </div>
      <DeskKeys viewer={viewer} signOut={signOut} opened={opened} setOpened={setOpened} />
    </div>
  )
}
