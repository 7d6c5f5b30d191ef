import { Globe, KeyRound, type LucideIcon, Newspaper, Users } from "lucide-react"
import { paths } from "@/lib/paths"
import { isAllowed } from "@/lib/permissions/authorize"
import { actorOf, type Viewer } from "../timeline/post-rights"

export type NavItem = { href: string; label: string; Icon: LucideIcon; isCurrent: (path: string) => boolean }

/** Where this person can go. */
export function navItems(viewer: Viewer): NavItem[] {
  const actor = actorOf(viewer)
  const isBlogs = (path: string) => path === paths.desk() || path.startsWith(`${paths.desk()}/blogs`)
  return [
    { href: paths.desk(), label: "Live blogs", Icon: Newspaper, isCurrent: isBlogs },
    ...(isAllowed(actor, "site.manage") ? [simple(paths.deskSite(), "Site", Globe)] : []),
    ...(isAllowed(actor, "people.manage") ? [simple(paths.deskPeople(), "People", Users)] : []),
    ...(isAllowed(actor, "token.manage") ? [simple(paths.deskTokens(), "API tokens", KeyRound)] : []),
  ]
}

function simple(href: string, label: string, Icon: LucideIcon): NavItem {
  return { href, label, Icon, isCurrent: (path) => path.startsWith(href) }
}
