import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import type { Viewer } from "@/components/desk/timeline/post-rights"
import { getActor } from "@/lib/auth/session"
import { paths } from "@/lib/paths"
import type { Actor } from "@/lib/permissions/actor"
import { roleOn } from "@/lib/permissions/authorize"

type Person = Extract<Actor, { kind: "user" }>

/** Who asks for this page; read once for layout and page together. */
export const getViewer = cache(async (): Promise<Person | null> => {
  const actor = await getActor(new Headers(await headers()))
  return actor?.kind === "user" ? actor : null
})

/** The same, or on to signing in and back here. */
export async function requireViewer(path: string): Promise<Person> {
  return (await getViewer()) ?? redirect(`${paths.login()}?next=${encodeURIComponent(path)}`)
}

/** What the browser may know of the person who looks; on a blog's pages with the role that they have there. */
export function toViewer(person: Person, blogId?: string): Viewer {
  return { id: person.id, name: person.name, role: roleOn(person, blogId) ?? person.role }
}
