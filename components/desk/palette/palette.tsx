"use client"

import {
  ExternalLink,
  Keyboard,
  KeyRound,
  ListFilter,
  LogOut,
  type LucideIcon,
  Newspaper,
  PenLine,
  Plus,
  Search,
  Settings,
  UserRound,
  Users,
} from "lucide-react"
import { usePathname, useRouter } from "next/navigation"
import { focusComposer, focusSearch, openFilters } from "@/components/desk/keys/focus-targets"
import { CommandDialog, CommandGroup, CommandItem } from "@/components/ui/command-dialog"
import { Kbd } from "@/components/ui/kbd"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { StatusBadge } from "../blogs/status-badge"
import { actorOf, type Viewer } from "../timeline/post-rights"
import { usePaletteBlogs } from "./use-palette-blogs"

type PaletteProps = {
  viewer: Viewer
  open: boolean
  onOpenChange: (open: boolean) => void
  onKeys: () => void
  signOut: () => Promise<void>
}

/** Everything that can be reached and done at the desk, by typing what one wants. */
export function Palette({ viewer, open, onOpenChange, onKeys, signOut }: PaletteProps) {
  const router = useRouter()
  const path = usePathname()
  const { blogs, failed } = usePaletteBlogs(open)
  const actor = actorOf(viewer)
  const here = /^\/desk\/blogs\/(blog_[^/]+)/.exec(path)?.[1]
  const atDesk = here !== undefined && path === paths.deskBlog(here)
  const current = blogs?.find(({ id }) => id === here)

  // The window gives the focus back as it closes; what moves it comes after that.
  const choose = (act: () => unknown) => () => {
    onOpenChange(false)
    requestAnimationFrame(() => act())
  }
  const item = (name: string, Icon: LucideIcon, act: () => unknown, key?: string) => (
    <CommandItem key={name} value={name} onSelect={choose(act)}>
      <Icon aria-hidden />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {key && <Kbd keys={[key]} />}
    </CommandItem>
  )
  const go = (name: string, Icon: LucideIcon, href: string) => item(name, Icon, () => router.push(href))
  return (
    <CommandDialog
      open={open}
      onOpenChange={onOpenChange}
      label="Go to or do"
      placeholder="Type a live blog or what you want to do"
      empty={failed ? "The live blogs cannot be read right now." : "Nothing has these words."}
    >
      {here && (
        <CommandGroup heading={current?.title ?? "This live blog"}>
          {atDesk ? (
            <>
              {item("New update", PenLine, focusComposer, "N")}
              {item("Search updates", Search, focusSearch, "/")}
              {item("Filters", ListFilter, openFilters, "F")}
            </>
          ) : (
            go("Write", PenLine, paths.deskBlog(here))
          )}
          {current &&
            current.status !== "draft" &&
            item("View live page", ExternalLink, () => window.open(paths.blog(current.slug), "_blank", "noopener"))}
          {current?.mayEdit && go("Settings of this live blog", Settings, paths.deskBlogSettings(here))}
          {current?.mayEdit && go("Team of this live blog", Users, paths.deskBlogTeam(here))}
        </CommandGroup>
      )}
      {blogs && blogs.length > 0 && (
        <CommandGroup heading="Live blogs">
          {blogs
            .filter(({ id }) => !atDesk || id !== here)
            .map(({ id, title, slug, status }) => (
              <CommandItem
                key={id}
                value={`${title} ${id}`}
                keywords={[slug]}
                onSelect={choose(() => router.push(paths.deskBlog(id)))}
              >
                <Newspaper aria-hidden />
                <span className="min-w-0 flex-1 truncate">{title}</span>
                <StatusBadge status={status} />
              </CommandItem>
            ))}
        </CommandGroup>
      )}
      <CommandGroup heading="Desk">
        {go("All live blogs", Newspaper, paths.desk())}
        {isAllowed(actor, "blog.create") && go("New live blog", Plus, paths.deskNewBlog())}
        {isAllowed(actor, "people.manage") && go("People", Users, paths.deskPeople())}
        {isAllowed(actor, "token.manage") && go("API tokens", KeyRound, paths.deskTokens())}
        {go("Your account", UserRound, paths.deskAccount())}
        {item("Keyboard", Keyboard, onKeys, "?")}
        {item("Sign out", LogOut, signOut)}
      </CommandGroup>
    </CommandDialog>
  )
}
