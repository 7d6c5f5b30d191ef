"use client"

import {
  CalendarClock,
  ExternalLink,
  FileText,
  Keyboard,
  KeyRound,
  LayoutTemplate,
  ListFilter,
  LogOut,
  type LucideIcon,
  Newspaper,
  PenLine,
  Plus,
  Radio,
  ScrollText,
  Search,
  Send,
  Settings,
  UserRound,
  Users,
} from "lucide-react"
import { usePathname, useRouter } from "next/navigation"
import { focusComposer, focusSearch, openFilters, pressAction } from "@/components/desk/keys/focus-targets"
import { type ActionId, keysOf } from "@/components/desk/keys/shortcuts"
import { usePlatform } from "@/components/desk/keys/use-platform"
import { CommandDialog, CommandGroup, CommandItem } from "@/components/ui/command-dialog"
import { Kbd } from "@/components/ui/kbd"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { StatusBadge } from "../blogs/status-badge"
import { actorOf, type Viewer } from "../timeline/post-rights"
import { usePaletteBlogs } from "./use-palette-blogs"

const NEXT_STEP = { draft: "Go live", live: "End coverage", ended: "Reopen" } as const

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
  const platform = usePlatform()
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
  const item = (name: string, Icon: LucideIcon, act: () => unknown, key?: ActionId) => (
    <CommandItem key={name} value={name} onSelect={choose(act)}>
      <Icon aria-hidden />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {key && <Kbd keys={keysOf(key, platform)} />}
    </CommandItem>
  )
  const go = (name: string, Icon: LucideIcon, href: string) => item(name, Icon, () => router.push(href))
  return (
    <CommandDialog
      open={open}
      onOpenChange={onOpenChange}
      label="Go to or do"
      placeholder="Type a live blog or what you want to do"
      empty={failed ? "The live blogs cannot be read right now." : "No results. Try other words."}
    >
      {here && (
        <CommandGroup heading={current?.title ?? "This live blog"}>
          {atDesk ? (
            <>
              {item("Write a post", PenLine, focusComposer, "newPost")}
              {item("Publish", Send, () => pressAction("save"), "save")}
              {item("Schedule", CalendarClock, () => pressAction("scheduleText"), "scheduleText")}
              {item("Save draft", FileText, () => pressAction("saveDraft"), "saveDraft")}
              {item("Search posts", Search, focusSearch, "search")}
              {item("Filter posts", ListFilter, openFilters, "filters")}
            </>
          ) : (
            go("Write", PenLine, paths.deskBlog(here))
          )}
          {current &&
            current.status !== "draft" &&
            item("View live page", ExternalLink, () => window.open(paths.blog(current.slug), "_blank", "noopener"))}
          {go("Drafts", FileText, `${paths.deskBlog(here)}?state=draft`)}
          {current?.mayEdit && atDesk && item(NEXT_STEP[current.status], Radio, () => pressAction("nextStatus"))}
          {current?.mayEdit && go("Activity", ScrollText, paths.deskActivity(here))}
          {current?.mayEdit && go("Templates", LayoutTemplate, paths.deskTemplates(here))}
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
        {item("Keyboard", Keyboard, onKeys, "keyList")}
        {item("Sign out", LogOut, signOut)}
      </CommandGroup>
    </CommandDialog>
  )
}
