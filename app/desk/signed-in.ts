import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import type { Viewer } from "@/components/desk/timeline/post-rights"
import type { Actor } from "@/lib/auth/actor"
import { getActor } from "@/lib/auth/session"
import { paths } from "@/lib/paths"

type Person = Extract<Actor, { kind: "user" }>

/** Who asks for this page; read once for layout and page together. */
export const getPerson = cache(async (): Promise<Person | null> => {
  const actor = await getActor(new Headers(await headers()))
  return actor?.kind === "user" ? actor : null
})

/** The same, or on to signing in and back here. */
export async function requirePerson(path: string): Promise<Person> {
  return (await getPerson()) ?? redirect(`${paths.login()}?next=${encodeURIComponent(path)}`)
}

/** What the browser may know of the person who looks. */
export function toViewer({ id, name, role }: Person): Viewer {
  return { id, name, role }
}
