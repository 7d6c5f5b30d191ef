import { getActor } from "@/lib/auth/session"
import { signOut } from "@/lib/auth/sign-out"
import { db } from "@/lib/db/client"
import type { Role } from "@/lib/permissions/roles"
import { hashSecret, newSecret } from "@/lib/secret-token"
import { makePerson, signInAs } from "../db/people-helpers"

type Roles = { role: Role; here?: Role | null; elsewhere?: Role }

/** People who are signed in: the role that they have everywhere, and the one on the blog of the test, or on another. */
const PEOPLE = {
  admin: { role: "admin" },
  editor: { role: "editor" },
  contributor: { role: "contributor" },
  contributorWhoIsEditorHere: { role: "contributor", here: "editor" },
  contributorWhoIsAdminHere: { role: "contributor", here: "admin" },
  contributorWhoIsEditorElsewhere: { role: "contributor", elsewhere: "editor" },
  editorWhoIsContributorHere: { role: "editor", here: "contributor" },
  editorOfOtherBlogs: { role: "editor", here: null },
} as const satisfies Record<string, Roles>

/** Browsers whose cookie opens nothing, or nothing any more. */
const STRANGERS = ["nobody", "madeUpCookie", "signedOut", "idleSession", "oldSession", "exMember"] as const
const TOKENS = ["tokenForAll", "tokenOfBlog", "tokenOfOtherBlog", "revokedToken", "madeUpToken"] as const

export type Who = keyof typeof PEOPLE | (typeof STRANGERS)[number] | (typeof TOKENS)[number] | "clock"

export const SIGNED_IN = Object.keys(PEOPLE) as Who[]
export const EVERYBODY: Who[] = [...SIGNED_IN, ...STRANGERS, ...TOKENS, "clock"]

export const ADMINS: Who[] = ["admin"]
/** May edit and publish on the blog of the test. */
export const EDITORS: Who[] = ["admin", "editor", "contributorWhoIsEditorHere", "contributorWhoIsAdminHere"]
/** Editors by the role that they have everywhere, which counts where there is no blog. */
export const EDITORS_EVERYWHERE: Who[] = ["admin", "editor", "editorWhoIsContributorHere", "editorOfOtherBlogs"]
/** May read the desk of the blog of the test, and write drafts. */
export const MEMBERS: Who[] = SIGNED_IN.filter((who) => who !== "editorOfOtherBlogs")
export const TOKENS_HERE: Who[] = ["tokenForAll", "tokenOfBlog"]
export const TOKENS_ALIVE: Who[] = [...TOKENS_HERE, "tokenOfOtherBlog"]

/** What somebody sends with a request, and whose account it is. */
export type Sender = { headers: Record<string, string>; userId: string }

const DAY_MS = 24 * 60 * 60 * 1000

/** Real accounts, sessions and tokens for all of them. */
export async function makeSenders(blogId: string, otherBlogId: string, clockSecret: string) {
  const senders = new Map<Who, Sender>()
  const people = await Promise.all(
    SIGNED_IN.map(async (who) => [who, await makeSender(PEOPLE[who as keyof typeof PEOPLE].role)] as const),
  )
  for (const [who, sender] of people) {
    senders.set(who, sender)
    const { here, elsewhere }: Roles = PEOPLE[who as keyof typeof PEOPLE]
    const { userId } = sender
    if (here !== undefined) await db().blogMember.create({ data: { blogId, userId, role: here } })
    if (elsewhere) await db().blogMember.create({ data: { blogId: otherBlogId, userId, role: elsewhere } })
  }
  for (const who of STRANGERS) senders.set(who, await makeStranger(who))
  for (const who of TOKENS) senders.set(who, await makeToken(who, blogId, otherBlogId))
  senders.set("clock", { headers: { authorization: `Bearer ${clockSecret}` }, userId: "user_nobody" })
  return senders
}

async function makeSender(role: Role): Promise<Sender> {
  const { id: userId, email } = await makePerson(role)
  const cookie = (await signInAs(email)).get("cookie") ?? ""
  return { headers: { cookie }, userId }
}

async function makeStranger(who: (typeof STRANGERS)[number]): Promise<Sender> {
  if (who === "nobody") return { headers: {}, userId: "user_nobody" }
  const sender = await makeSender("admin")
  const { userId } = sender
  const browser = new Headers(sender.headers)
  if (!(await getActor(browser))) throw new Error("Nobody was signed in.")
  if (who === "madeUpCookie") {
    const [session = "", ...others] = sender.headers.cookie?.split("; ") ?? []
    return { headers: { cookie: [`${session.slice(0, -8)}AAAAAAA%3D`, ...others].join("; ") }, userId }
  }
  if (who === "signedOut") await signOut(browser)
  // Their sessions are still there: it is the account that is shut.
  if (who === "exMember") await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
  if (who === "idleSession") {
    await db().session.updateMany({ where: { userId }, data: { updatedAt: new Date(Date.now() - 8 * DAY_MS) } })
  }
  if (who === "oldSession") {
    await db().session.updateMany({ where: { userId }, data: { expiresAt: new Date(Date.now() - 1_000) } })
  }
  // Asked once here, because asking an idle session's cookie ends it.
  if (await getActor(browser)) throw new Error(`${who} is still signed in.`)
  return sender
}

async function makeToken(who: (typeof TOKENS)[number], blogId: string, otherBlogId: string): Promise<Sender> {
  const secret = `rs_${newSecret()}`
  const sender = { headers: { authorization: `Bearer ${secret}` }, userId: "user_nobody" }
  if (who === "madeUpToken") return sender
  await db().apiToken.create({
    data: {
      id: `token_${who.toLowerCase()}`,
      name: who,
      tokenHash: hashSecret(secret),
      hint: secret.slice(-4),
      blogId: who === "tokenOfBlog" ? blogId : who === "tokenOfOtherBlog" ? otherBlogId : null,
      revokedAt: who === "revokedToken" ? new Date() : null,
    },
  })
  return sender
}
