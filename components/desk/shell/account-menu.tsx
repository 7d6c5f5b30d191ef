"use client"

import { ChevronsUpDown, LogOut, UserRound } from "lucide-react"
import Link from "next/link"
import { useTransition } from "react"
import { DropdownMenu, DropdownMenuItem, DropdownMenuNote, DropdownMenuSeparator } from "@/components/ui/dropdown-menu"
import { firstCharacter } from "@/lib/cut-text"
import { paths } from "@/lib/paths"
import { ROLE_LABELS } from "@/lib/permissions/roles"
import type { Viewer } from "../timeline/post-rights"

type AccountMenuProps = { viewer: Viewer; signOut: () => Promise<void> }

export function AccountMenu({ viewer, signOut }: AccountMenuProps) {
  return (
    <DropdownMenu
      label="Your account"
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-12 w-full items-center gap-2.5 rounded-md px-2 text-left group-has-data-blog-desk/shell:px-1 hover:bg-surface data-[state=open]:bg-surface"
        >
          <span
            aria-hidden
            className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-strong text-xs"
          >
            {initials(viewer.name)}
          </span>
          <span className="min-w-0 flex-1 group-has-data-blog-desk/shell:sr-only">
            <span className="block truncate font-medium text-ink text-sm">{viewer.name}</span>
            <span className="block text-ink-faint text-xs">{ROLE_LABELS[viewer.role].name}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 text-ink-faint group-has-data-blog-desk/shell:hidden" />
        </button>
      }
    >
      <SignOutItem viewer={viewer} signOut={signOut} />
    </DropdownMenu>
  )
}

/** The end of every menu: who one is, one's account, the way out. */
export function SignOutItem({ viewer, signOut }: AccountMenuProps) {
  const [, start] = useTransition()
  return (
    <>
      <DropdownMenuNote>{`Signed in as ${viewer.name}`}</DropdownMenuNote>
      <DropdownMenuItem asChild>
        <Link href={paths.deskAccount()}>
          <UserRound aria-hidden />
          Your account
        </Link>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => start(signOut)}>
        <LogOut aria-hidden />
        Sign out
      </DropdownMenuItem>
    </>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last]
    .map((word) => firstCharacter(word ?? ""))
    .join("")
    .toUpperCase()
}
